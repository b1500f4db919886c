"""Queries and requests that mean harm, each with what must become of it."""

from urllib.parse import quote

CROSSED = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
SUM = "+1" * 30_000
QUERIES = [
    f"SELECT (COUNT(*) AS ?n) {{ {CROSSED} }}",
    f"SELECT * {{ {CROSSED} }} ORDER BY ?a ?f ?i",
    f"SELECT DISTINCT ?a ?f ?i {{ {CROSSED} }}",
    f"SELECT ?a (GROUP_CONCAT(?i) AS ?x) {{ {CROSSED} }} GROUP BY ?a",
    f"SELECT * {{ {CROSSED} FILTER(REGEX(STR(?c), '(a+)+$')) }} ORDER BY ?c",
    f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {CROSSED} }}",
    f"ASK {{ {CROSSED} FILTER(?a = ?f && ?c = ?i && ?b = 1) }}",
    "SELECT * { ?s (<x:a>|!<x:a>)* ?o . ?o (<x:a>|!<x:a>)* ?p } ORDER BY ?o ?p",
    "SELECT * { ?s ?p ?o . ?a ?b ?c }",
    f"SELECT (1{SUM} AS ?x) {{}}",
    f"SELECT * {{ FILTER({'!' * 60_000}true) }}",
    f"SELECT * {{ ?s {'/'.join(['<x:a>'] * 12_000)} ?o }}",
    f"SELECT * {{ {'{} UNION ' * 10_000} {{}} }}",
    f"SELECT * {{ {'{' * 5_000} {'}' * 5_000} }}",
    f"SELECT {'(' * 5_000}",
    f"SELECT * {{ {'OPTIONAL { ?s ?p ?o . ' * 90} {'}' * 90} }} ORDER BY ?s",
    f"SELECT * {{ {' '.join(f'?s{i} ?p{i} ?o{i} .' for i in range(500))} }}",
    f"SELECT * {{ VALUES ?x {{ {'1 ' * 20_000} }} VALUES ?y {{ {'2 ' * 20_000} }} }} ORDER BY ?y",
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://169.254.169.254/> { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:1/> FROM <file:///etc/passwd> { ?s ?p ?o } ORDER BY ?s <",
    "LOAD <http://127.0.0.1:1/>",
    "DROP ALL",
    "INSERT DATA { <x:a> <x:b> <x:c> }",
    "SELECT * {",
    "\0",
    "'" * 50_000,
    '"""' + "\\" * 50_001,
    "#" * 99_000,
    "SELECT (SHA512(CONCAT(" + ",".join(["'a'"] * 15_000) + ")) AS ?x) {}",
]


def address(query: str) -> str:
    """Return the path of a query."""
    return f"/sparql?query={quote(query)}"
