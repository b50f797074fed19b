"""Which form belongs to which request of a pane; every one is imported when it is first opened."""

from typing import Final

from netintern.tui.messages import Form, FormRequested
from netintern.tui.screens.place import Place

_COPIED: Final[dict[Form, str]] = {
    "copy_email": "e",
    "copy_phone": "p",
    "copy_link": "l",
    "copy_name": "n",
    "copy_message": "m",
    "copy_card": "c",
}


def open_form(place: Place, wanted: FormRequested) -> None:
    """Open what was asked for. Raises NetinternError if that cannot be."""
    if wanted.form in _COPIED or wanted.form == "message":
        _draft(place, wanted)
    elif wanted.form in ("edit", "merge", "archive"):
        _change(place, wanted)
    elif wanted.form == "prepare":
        from netintern.tui.screens.preparing import open_page

        open_page(place, wanted.person_id)
    elif wanted.form == "log_form":
        from netintern.tui.screens import talking

        talking.log_form(place, wanted.person_id)
    else:
        _introduce(place, wanted)


def _draft(place: Place, wanted: FormRequested) -> None:
    from netintern.tui.screens import drafting

    if wanted.form == "message":
        drafting.message(place, wanted.person_id, wanted.item_id)
    else:
        drafting.copy(place, wanted.person_id, _COPIED[wanted.form])


def _change(place: Place, wanted: FormRequested) -> None:
    from netintern.tui.screens import editing

    verbs = {"edit": editing.edit, "merge": editing.merge, "archive": editing.archive}
    verbs[wanted.form](place, wanted.person_id)


def _introduce(place: Place, wanted: FormRequested) -> None:
    from netintern.tui.screens import introducing

    verbs = {
        "intro_ask": introducing.ask,
        "intro_record": introducing.record,
        "intro_suggested": introducing.suggested,
        "ways_in": introducing.ways_in,
    }
    verbs[wanted.form](place, wanted.person_id)
