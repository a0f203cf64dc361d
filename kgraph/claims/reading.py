"""What is read of one claim's standing: statuses with their cues, speakers, whether it is over."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.model import Status


@dataclass(slots=True)
class Reading:
    """Statuses with the tokens that cue them, who speaks, and whether it is over.

    `speakers` are pairs of the speaker's token and the verb's; `void` is set where the words make no claim at all
    ("urged Peru not to buy").
    """

    found: list[tuple[Status, int]] = field(default_factory=list)
    speakers: list[tuple[int, int]] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    void: bool = False

    @property
    def status(self) -> Status:
        """The leftmost status of the contract's list among those found."""
        return Status.leftmost(status for status, _ in self.found)

    def add(self, status: Status, cue: int) -> None:
        """Takes a status with the token that cues it."""
        self.found.append((status, cue))

    def replace(self, old: Status, cue: int, new: Status | None) -> None:
        """Exchanges one finding for another, or for none."""
        self.found = [pair for pair in self.found if pair != (old, cue)]
        if new is not None:
            self.add(new, cue)
