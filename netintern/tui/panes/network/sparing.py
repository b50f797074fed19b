"""Sends only the cells of a line that changed, not the line from its left edge up to them."""

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor


class _Spans(ChopsUpdate):
    """Spans of lines. Each begins where it begins, which Textual leaves to be done."""

    def render_segments(self, console: Console) -> str:
        """The spans as the terminal reads them."""
        sent: list[str] = []
        for y, start, end in self.spans:
            for right, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or x >= end or right <= start:
                    continue
                left = max(x, start)
                sent.append(Control.move_to(left, y).segment.text)
                sent.append(strip.crop(left - x, min(right, end) - x).render(console))
        return "".join(sent)


class SparingCompositor(Compositor):
    """For a screen that repaints many short spans at once."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has to be sent, if there is anything."""
        update = super().render_partial_update()
        return update and _Spans(update.chops, update.spans, update.chop_ends)
