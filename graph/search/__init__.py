from graph.search.finder import Search
from graph.search.results import Found, Hit, How, Match, Part, Source, Suggestion, Why, Word

__all__ = [
    "Found",
    "Hit",
    "How",
    "Match",
    "Part",
    "Search",
    "Source",
    "Suggestion",
    "Why",
    "Word",
]
