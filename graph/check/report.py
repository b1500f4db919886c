"""Findings as text, each with the place in the coding sheet that it comes from."""

from collections import Counter
from collections.abc import Mapping, Sequence

from graph import names
from graph.check.findings import Finding, Severity
from graph.names import Language


def report(
    findings: Sequence[Finding], origins: Mapping[str, str], language: Language = "en"
) -> str:
    """Return the findings as text, each with the place in the coding sheet that `origins` names.

    `origins` maps the IRI of a focus node to `file:line`.
    """
    counts = Counter(finding.severity for finding in findings)
    total = ", ".join(f"{severity}: {counts[severity]}" for severity in Severity)
    return "\n".join([*(_entry(finding, origins, language) for finding in findings), total])


def _entry(finding: Finding, origins: Mapping[str, str], language: Language) -> str:
    where = " ".join(_short(part) for part in (finding.path, finding.value) if part)
    place = origins.get(finding.focus)
    lines = [
        f"{finding.severity} {finding.shape}: {_short(finding.focus)}",
        f"  {where}" if where else "",
        f"  {finding.message[language]}",
        f"  {place}" if place else "",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _short(text: str) -> str:
    """Shorten an IRI of ours to its short id, a term to its prefixed name; leave the rest."""
    if text.startswith(names.ONT):
        return f"aftale:{text.removeprefix(names.ONT)}"
    return names.short_id(text) or text
