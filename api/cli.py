"""The command `aftalegraf`: serve, build, check, ask, compare, settings and more.

What a command does not need it does not load: serving never imports rdflib or pyshacl.
"""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from rich.table import Table

from api.commands.compare import CsvFlag, changes, compare
from api.commands.serve import EngineOption, given, serve
from api.commands.settings import list_settings
from api.commands.terminal import (
    err,
    fail,
    note,
    out,
    pairs,
    print_records,
    print_table,
    say,
    settings,
    told,
)
from graph.engine import EmbeddedEngine
from graph.files import folder
from graph.query import Form, read_query
from graph.release import read_release

app = typer.Typer(no_args_is_help=True, help="The knowledge graph of the Danish health agreements.")

JsonFlag = Annotated[bool, typer.Option("--json", help="Write JSON.")]

app.command()(serve)


@app.command()
def load(engine: EngineOption = "") -> None:
    """Put the release on a SPARQL engine and make it the one that `serve --engine` answers from."""
    from graph.catalogue import questions
    from graph.remote import load as run

    wanted = given(engine=engine)
    if not wanted.engine:
        fail("name the engine: --engine URL, or AFTALEGRAF_ENGINE")
    asked = {question.slug: question.sparql for question in questions().values()}
    with told(), Progress(console=err, transient=True) as bar:
        task, release = bar.add_task("load"), read_release()

        def tell(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total)

        asyncio.run(run(wanted.address(), release, asked, tell))
    say(f"release {release.id} is on {wanted.engine}: aftalegraf serve --engine {wanted.engine}")


@app.command()
def build(
    store: Annotated[
        str,
        typer.Option("--store", help="Write the release to disk too, in a folder.", metavar="DIR"),
    ] = "",
) -> None:
    """Make the graphs of data/graphs from the sheets of data/coding."""
    from graph import ondisk
    from graph.build import build as run

    with told(), Progress(console=err, transient=True) as bar:
        if store:
            ondisk.prepare(Path(store))
        task = bar.add_task("build")
        report = run(
            Path(str(folder("data"))),
            settings().source_folder(),
            lambda step, done, total: bar.update(
                task, description=step, completed=done, total=total
            ),
        )
    table = Table("graph", "class", "number")
    for name, counts in report.counts.items():
        for kind, number in sorted(counts.items()):
            table.add_row(name, kind, str(number))
    out.print(table)
    for path in report.written:
        say(f"changed {path}")
    say(f"release {report.release}; {len(report.findings)} notes of the shapes: aftalegraf check")
    if store:
        with told():
            ondisk.write(Path(store), read_release())
        say(f"release {report.release} is in {store}: aftalegraf serve --store {store}")


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="RDF files of any syntax.")],
    danish: Annotated[bool, typer.Option("--danish", help="Messages in Danish.")] = False,
) -> None:
    """Say what RDF files break of the shapes; exit 1 on a violation."""
    from graph.build import origins
    from graph.check import Severity, findings, load, report

    with told():
        found = findings(load(files))
    say(report(found, origins(Path(str(folder("data")))), "da" if danish else "en"))
    if any(finding.severity is Severity.VIOLATION for finding in found):
        raise typer.Exit(1)


@app.command()
def coverage(
    quiet: Annotated[bool, typer.Option("--quiet", help="The shares alone.")] = False,
) -> None:
    """Say how much of each source was read, and list the sentences that were not."""
    from graph.coverage import coverage as measure

    sources = settings().source_folder()
    if sources is None:
        fail("there is no folder of source texts; set AFTALEGRAF_SOURCES to one")
    with told():
        found = measure(_engine(), sources)
    for document in found:
        say(f"{document.document}: {document.share:.1%} of {document.total} characters")
        for gap in () if quiet else document.uncovered:
            say(f"  {gap.line}: {gap.text}")


@app.command()
def agree(
    first: Annotated[Path, typer.Argument(help="The sheet of one reader.")],
    second: Annotated[Path, typer.Argument(help="The sheet of another, of the same document.")],
    csv: CsvFlag = False,
) -> None:
    """Say how far two readers agree; as CSV, each passage on which they do not."""
    from graph.readings import compare_sheets, differences
    from graph.reliability import figures

    sources = settings().source_folder()
    if sources is None:
        fail("there is no folder of source texts; set AFTALEGRAF_SOURCES to one")
    with told():
        comparison = compare_sheets(first, second, sources)
    if csv:
        print(differences(comparison), end="")
        return
    table = Table("class", "both", "same class", "share", "only first", "only second")
    for found in figures(second.stem, comparison):
        counts = (found.matched, found.agreed, f"{found.share:.0%}")
        alone = (found.only_first, found.only_second)
        table.add_row(found.kind or "all", *map(str, (*counts, *alone)))
        if found.alpha is not None:
            table.caption = f"Krippendorff's alpha (nominal): {found.alpha}"
    out.print(table)


@app.command()
def outline(
    document: Annotated[str, typer.Argument(help="The name of its sheet.")],
) -> None:
    """Print a document as a tree: elements, their relations, facts and quotes."""
    from graph.outline import outline as lines
    from graph.things import Things

    with told():
        engine = _engine()
        for line in lines(engine, Things(engine), document):
            say(line)


@app.command()
def explain(subject: str, predicate: str, object_: Annotated[str, typer.Argument()]) -> None:
    """Say what a relation rests on: its passages, or the rule and triples that it follows from."""
    from graph.explain import Explainer

    with told():
        for line in Explainer(_engine()).explain(subject, predicate, object_):
            say(line)


@app.command()
def ask(
    slug: Annotated[str, typer.Argument(help="The question; none lists them all.")] = "",
    parameters: Annotated[
        list[str] | None, typer.Argument(help="name=value, any number of times.")
    ] = None,
    json: JsonFlag = False,
    csv: CsvFlag = False,
) -> None:
    """Answer a named question, such as `ask initiatives-serving-goal region=midtjylland`."""
    from api.sentences import to_sentences
    from api.tables.answers import answer_table
    from api.tables.table import to_csv
    from graph.ask import ask as run
    from graph.catalogue import question, questions
    from graph.things import Things

    if not slug:
        for known in questions().values():
            say(f"{known.slug}\n    {known.title['da']}\n    {known.title['en']}")
        return
    with told():
        asked, engine = question(slug), _engine()
        answer = run(engine, Things(engine), asked, pairs(parameters or []))
    text = to_csv(answer_table(answer, asked, "da"), bom=False).decode()
    if json:
        print(answer.model_dump_json(indent=2))
    elif csv:
        print(text, end="")
    else:
        print_records(text)
        for sentence in to_sentences(answer):
            say(sentence)
    note(f"{answer.total} rows, release {answer.release}")


app.command()(compare)
app.command()(changes)
app.command("settings")(list_settings)


@app.command()
def query(
    file: Annotated[str, typer.Argument(help="A file with a SPARQL query, or - for the input.")],
    json: JsonFlag = False,
    csv: CsvFlag = False,
) -> None:
    """Answer a SPARQL query: a table, JSON or CSV; Turtle where the result is a graph."""
    with told():
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        asked = read_query(text)
        if asked.form is Form.GRAPH:
            kind = "application/ld+json" if json else "text/turtle"
        else:
            kind = "application/sparql-results+json" if json else "text/csv"
        result = _engine().answer(asked, kind).decode()
    if csv or json or kind == "text/turtle":
        print(result, end="")
    else:
        print_table(result)


def _engine() -> EmbeddedEngine:
    return EmbeddedEngine(read_release())
