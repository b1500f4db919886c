"""The methods page: what each measure is, where it comes from, an example, and its limits.

A section is a folder of `texts/`: its number says where it stands, the rest of its name is its
anchor. It holds the text in Markdown (`da.md`, `en.md`; the first line is the title) and, in
`examples.toml`, the requests whose figures the text speaks of. No figure stands in the text itself:
it names an example and a figure, and the answer of the running release fills it in.
"""

from api.methods.examples import Example, ExampleError, fill
from api.methods.sections import Section, Text, render, sections

__all__ = ["Example", "ExampleError", "Section", "Text", "fill", "render", "sections"]
