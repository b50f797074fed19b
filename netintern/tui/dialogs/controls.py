"""The fields of forms, for the forms: text, one choice of several, several of several."""

from netintern.tui.dialogs.choices import Choice, Flags, Option
from netintern.tui.dialogs.fields import (
    Control,
    Field,
    Form,
    Keeping,
    Result,
    State,
    TextField,
)

__all__ = [
    "Choice",
    "Control",
    "Field",
    "Flags",
    "Form",
    "Keeping",
    "Option",
    "Result",
    "State",
    "TextField",
]
