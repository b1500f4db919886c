"""What became of an element in the next agreement, and what resembles it in another region."""

from itertools import combinations
from typing import Annotated, ClassVar, Final

from pydantic import Field

from graph.coding.meaning import Coded, Target
from graph.coding.quotes import Ground, Grounded, Strict, Words
from graph.coding.records import ACTORS, ELEMENT_KINDS
from graph.passages import Passage
from graph.passages.folding import fold

COMPARABLE: Final = (*ELEMENT_KINDS, *ACTORS, "task", "data-source", "reference")


class Comparison(Strict):
    """The earlier and the later agreement that a sheet compares, element by element."""

    earlier: Annotated[str, Target("fromAgreement", ("agreement",)), Field(alias="from")]
    later: Annotated[str, Target("toAgreement", ("agreement",)), Field(alias="to")]


class Correspondence(Grounded):
    """A judgement with a reason; `quote` has the words of either side that it rests on."""

    kind: ClassVar[str] = "correspondence"
    type: Annotated[str, Coded("correspondenceType", "correspondence")]
    earlier: Annotated[list[str], Target("fromElement", COMPARABLE), Field(alias="from")] = []
    later: Annotated[list[str], Target("toElement", COMPARABLE), Field(alias="to")] = []
    ground: Ground = "analyst"
    reason: Words

    @property
    def same_wording(self) -> bool:
        """Whether two documents are quoted in the same words, as they read after folding.

        Capitals and the marks at the end are passed over.
        """
        passages = [quote.passage for quote in self.quote]
        return any(
            first.document != second.document and _words(first) == _words(second)
            for first, second in combinations(passages, 2)
        )


def _words(passage: Passage) -> str:
    return fold(passage.exact).text.strip(" .,:;!?\"'").casefold()
