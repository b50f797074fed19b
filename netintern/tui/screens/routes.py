"""Where messages and keys lead: to the screen or dialog that answers them."""

from collections.abc import Callable

from textual.app import App

from netintern.domain.errors import NetinternError
from netintern.tui import messages
from netintern.tui.screens.place import Place


class Routes(App[None]):
    """The part of the program that opens screens, and has them read the book again.

    What is opened is imported when it is first opened.
    """

    @property
    def place(self) -> Place:
        """The full screen in front, perhaps behind a dialog."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, Place))

    def on_book_changed(self, message: messages.BookChanged) -> None:
        """Read again what is in front; what is behind is read when it comes back."""
        self._read_again(message.people)

    def on_day_turned(self) -> None:
        """Another day: everything that is due is due anew."""
        self._read_again(None)

    def on_app_focus(self) -> None:
        """Somebody looks again: the hours left today may be fewer."""
        self._read_again(None)

    def on_person_chosen(self, message: messages.PersonChosen) -> None:
        """Open the page of somebody."""
        from netintern.tui.screens.person import PersonScreen

        self.push_screen(PersonScreen(self.place.session, message.person_id))

    def on_log_requested(self, message: messages.LogRequested) -> None:
        """Open the line for a talk."""
        from netintern.tui.screens import talking

        self._open(lambda place: talking.log_line(place, message.person_id))

    def on_form_requested(self, message: messages.FormRequested) -> None:
        """Open what a verb of a person asks for."""
        from netintern.tui.screens.doors import open_form

        self._open(lambda place: open_form(place, message))

    def on_block_requested(self, message: messages.BlockRequested) -> None:
        """Open the form for a block of time."""
        from netintern.tui.screens import forms

        self._open(lambda place: forms.plan_block(place, message.person_id))

    def on_snooze_day_requested(self, message: messages.SnoozeDayRequested) -> None:
        """Ask for the day."""
        from netintern.tui.screens import forms

        self._open(lambda place: forms.snooze_day(place, message.item_id, message.name))

    def on_field_requested(self, message: messages.FieldRequested) -> None:
        """Ask for one line."""
        from netintern.tui.screens import forms

        self._open(lambda place: forms.change_field(place, message.person_id, message.field))

    def on_checkin_requested(self, _message: messages.CheckinRequested) -> None:
        """Open the form for what the boss agreed."""
        self.action_checkin()

    def action_checkin(self) -> None:
        """Open the form for what the boss agreed."""
        from netintern.tui.screens import forms

        self._open(forms.checkin)

    def action_plan_week(self) -> None:
        """Show the plan of the week, to be booked."""
        from netintern.tui.screens import forms

        self._open(forms.plan_week)

    def action_week(self) -> None:
        """Show the week on a screen of its own."""
        from netintern.tui.screens.week import open_week

        self._open(open_week)

    def action_commitments(self) -> None:
        """Open the work commitments."""
        from netintern.tui.screens import forms

        self._open(forms.commitments)

    def action_triage(self) -> None:
        """One follow-up after the other."""
        from netintern.tui.screens.triage import open_triage

        self._open(open_triage)

    def action_log(self) -> None:
        """Open the line for a talk with anybody."""
        self.on_log_requested(messages.LogRequested())

    def action_history(self) -> None:
        """Show every step that was written."""
        from netintern.tui.screens.history import HistoryScreen

        self.push_screen(HistoryScreen(self.place.session))

    def action_phase(self) -> None:
        """Show where in the internship one is."""
        from netintern.tui.screens.phase import PhaseScreen

        self.push_screen(PhaseScreen(self.place.session))

    def action_orbit(self) -> None:
        """Show the picture of the network, on whoever is under the cursor."""
        from netintern.tui.screens.orbit import OrbitScreen

        subject = getattr(self.focused, "subject", None)
        who = None if subject is None else subject()
        self.push_screen(OrbitScreen(self.place.session, who and who.person_id))

    def action_messages(self) -> None:
        """Show what was said so far."""
        from netintern.tui.screens.said import SaidScreen

        self.push_screen(SaidScreen(self.place.session))

    def action_event(self) -> None:
        """Open the form for an event to come."""
        from netintern.tui.screens import events

        self._open(events.add_event)

    def action_log_event(self) -> None:
        """Open the form for an event that was."""
        from netintern.tui.screens import events

        self._open(events.log_event)

    def action_add(self) -> None:
        """Open the form for a person."""
        from netintern.tui.screens import forms

        self._open(forms.add_person)

    def action_reflect(self) -> None:
        """Look back on the week."""
        from netintern.tui.screens.reflection import open_reflection

        self._open(open_reflection)

    def action_override(self) -> None:
        """Ask for the reason to work on the network although work comes first."""
        from netintern.tui.screens import forms

        self._open(forms.override)

    def action_working_time(self) -> None:
        """Open the form for working day, focus time, and days off."""
        from netintern.tui.screens.working_time import working_time

        self._open(working_time)

    def action_experience(self) -> None:
        """Show the internship; a first one is asked for."""
        from netintern.tui.screens.experience import open_experience

        self._open(open_experience)

    def action_bring_in(self) -> None:
        """Ask for a file with people."""
        from netintern.tui.screens.importing import bring_in

        bring_in(self.place)

    def action_find(self) -> None:
        """Open the search; the screen does with whoever is chosen what it can."""
        from netintern.tui.screens.find import FindScreen

        place = self.place

        def chosen(person_id: int | None) -> None:
            if person_id is not None:
                place.found(person_id)

        self.push_screen(FindScreen(self.place.session), chosen)

    def action_help(self) -> None:
        """Show every key that works here."""
        from netintern.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.place.here, self.place.session.keymap))

    def _read_again(self, people: frozenset[int] | None) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Place) and screen is not self.screen:
                screen.stale = True
        if isinstance(self.screen, Place):
            self.screen.refresh_if_stale(people)

    def _open(self, form: Callable[[Place], None]) -> None:
        """Open a form; what stands in its way is told in the toast line."""
        try:
            form(self.place)
        except NetinternError as error:
            self.place.say(error.sentence, "refused", error.hint)
