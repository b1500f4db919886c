"""What a sheet is read against: the names in all sheets, and the provers of quotes."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationInfo

from graph import names
from graph.coding.faults import fault
from graph.coding.vocabulary import schemes
from graph.errors import nearest
from graph.passages import Prover


@dataclass(frozen=True)
class Context:
    """Passed to pydantic, so that one reading of a sheet finds every kind of error.

    `agreement` is the key that elements are numbered under (`dk82-2019`); `known` holds the path
    of everything that some sheet declares, `retired` of what was taken out of use; `provers` finds
    quotes, by document.
    """

    agreement: str
    document: str
    known: frozenset[str]
    retired: frozenset[str]
    provers: Mapping[str, Prover]

    def resolve(self, reference: str, kinds: tuple[str, ...]) -> str:
        """Return the IRI that `reference` stands for; raise a fault unless it is of `kinds`.

        `goal/2` is a goal of this sheet's agreement, `dk84-2019/goal/2` of another;
        `cluster/dk82-1` is an entity; a concept is named by its code alone.
        """
        for kind in kinds:
            scheme = kind.removeprefix("concept:")
            if scheme != kind and reference in schemes()[scheme]:
                return names.concept(scheme, reference)
        paths = (f"{self.agreement}/{reference}", reference)
        for path in paths:
            if path in self.known and _kind(path) in kinds:
                return names.data(path)
        if self.retired.intersection(paths):
            raise fault(f"'{reference}' is retired", "name what took its place, if anything did")
        raise fault(f"'{reference}' is not known here", nearest(reference, self._choices(kinds)))

    def _choices(self, kinds: tuple[str, ...]) -> list[str]:
        paths = [path for path in self.known if _kind(path) in kinds]
        local = [path.removeprefix(f"{self.agreement}/") for path in paths]
        codes = [c for kind in kinds for c in schemes().get(kind.removeprefix("concept:"), ())]
        return local + codes


def _kind(path: str) -> str:
    parts = path.split("/")
    return "agreement" if len(parts) == 1 else parts[-2]


def context(info: ValidationInfo) -> Context | None:
    """Return the context of this reading; None where only the form of a sheet is looked at."""
    return info.context if isinstance(info.context, Context) else None
