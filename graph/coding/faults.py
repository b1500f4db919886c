"""How a validator says what is wrong in a sheet, and what would be right."""

from pydantic_core import PydanticCustomError


def fault(wrong: str, right: str) -> PydanticCustomError:
    """Return the error to raise in a validator; `sheets.py` adds the file and the line."""
    return PydanticCustomError("fault", "{wrong}", {"wrong": wrong, "right": right})
