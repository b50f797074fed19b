"""The seven prompts of the Friday reflection: five minutes to look back on the week."""

from typing import Final, NamedTuple


class Prompt(NamedTuple):
    """One question to oneself; none has to be answered."""

    key: str
    """Name under which the book keeps the answers."""
    text: str


PROMPTS: Final[tuple[Prompt, ...]] = (
    Prompt("surprise", "What did you hear this week that you had not expected?"),
    Prompt("circle", "Which circle was missing, and who could lead you into it?"),
    Prompt("help", "To whom were you of use?"),
    Prompt("promise", "What do you owe to whom, and until when?"),
    Prompt("work", "Did any of the work wait for the sake of meeting people?"),
    Prompt("listening", "Who spoke more, you or they?"),
    Prompt("objective", "Which of your objectives moved, and what moved it?"),
)
"""In the order in which they are asked."""

PROMPT_OF: Final[dict[str, Prompt]] = {prompt.key: prompt for prompt in PROMPTS}
