"""How much of what should be found was found, and how sure was how right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: Bands of confidence in a calibration: tenths.
BANDS = 10
#: Decimal places of fractions in JSON: finer than any set of marked texts can tell apart.
PLACES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Right ones found, wrong ones found, right ones missed. Counts of several texts add up (micro-average).

    Example:
        >>> both = Counts(found=3, spurious=1, missed=0) + Counts(found=1, missed=2)
        >>> both.precision, both.recall, both.expected
        (0.8, 0.6666666666666666, 6)
    """

    found: int = 0
    spurious: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            found=self.found + other.found, spurious=self.spurious + other.spurious, missed=self.missed + other.missed
        )

    @property
    def expected(self) -> int:
        """How many there are to find."""
        return self.found + self.missed

    @property
    def precision(self) -> float:
        """Share of what was found that is right, in [0, 1]; finding nothing where nothing was to be found is right."""
        told = self.found + self.spurious
        return self.found / told if told else float(not self.missed)

    @property
    def recall(self) -> float:
        """Share of what was to be found that was found, in [0, 1]."""
        return self.found / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in [0, 1]."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def to_json(self) -> dict[str, int | float]:
        """The counts with what follows from them."""
        return {
            "expected": self.expected,
            "found": self.found,
            "spurious": self.spurious,
            "missed": self.missed,
            "precision": round(self.precision, PLACES),
            "recall": round(self.recall, PLACES),
            "f1": round(self.f1, PLACES),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Claims whose confidence lies in [start, start + 0.1), the last band with 1.0: how sure, how right."""

    start: float
    count: int
    confidence: float
    right: float

    @property
    def gap(self) -> float:
        """How far the mean confidence is from the share that is right, in [0, 1]."""
        return abs(self.confidence - self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Whether confidence is a probability: bands that hold a claim, lowest first."""

    bands: tuple[Band, ...]

    @property
    def count(self) -> int:
        """Claims in all bands."""
        return sum(band.count for band in self.bands)

    @property
    def error(self) -> float:
        """Expected calibration error: the mean gap over all claims (Naeini et al., AAAI 2015); 0.0 without claims."""
        return sum(band.count * band.gap for band in self.bands) / self.count if self.count else 0.0

    def to_json(self) -> dict[str, object]:
        """The bands, and the error over them."""
        bands = [
            {
                "from": band.start,
                "to": round(band.start + 1 / BANDS, 1),
                "count": band.count,
                "confidence": round(band.confidence, PLACES),
                "right": round(band.right, PLACES),
            }
            for band in self.bands
        ]
        return {"bands": bands, "expected_calibration_error": round(self.error, PLACES)}


def calibration(told: Iterable[tuple[float, bool]]) -> Calibration:
    """The calibration of claims, each a confidence in [0, 1] and whether it is right.

    Example:
        >>> calibration([(0.95, True), (0.9, False), (0.3, False)]).bands[-1]
        Band(start=0.9, count=2, confidence=0.925, right=0.5)
    """
    by_band: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in told:
        # Rounded before it is cut off: 0.29 * 10 and the like must not fall into the band below by a last binary digit.
        by_band.setdefault(min(int(round(confidence * BANDS, 6)), BANDS - 1), []).append((confidence, right))
    return Calibration(
        bands=tuple(
            Band(
                start=number / BANDS,
                count=len(claims),
                confidence=sum(confidence for confidence, _ in claims) / len(claims),
                right=sum(right for _, right in claims) / len(claims),
            )
            for number, claims in sorted(by_band.items())
        )
    )
