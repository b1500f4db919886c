"""What became of an element in the next agreement, and what resembles it in another region."""

from collections import defaultdict
from collections.abc import Sequence
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
        """Whether all that is quoted of each document reads the same after folding.

        The quotes of a document are read in its order, as one text. Capitals and the marks at its
        ends are passed over.
        """
        quoted: dict[str, list[Passage]] = defaultdict(list)
        for passage in sorted((quote.passage for quote in self.quote), key=lambda p: p.start):
            quoted[passage.document].append(passage)
        return len(quoted) > 1 and len({_words(passages) for passages in quoted.values()}) == 1


def _words(passages: Sequence[Passage]) -> str:
    text = " ".join(fold(passage.exact).text for passage in passages)
    return text.strip(" .,:;!?\"'").casefold()
