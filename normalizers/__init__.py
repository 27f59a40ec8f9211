"""What a printed value means: pure functions of text and a small context."""

from normalizers.cells import look
from normalizers.official import from_official, to_official
from normalizers.reader import explain, normalize
from normalizers.value import Context, Part, Value

__all__ = ["Context", "Part", "Value", "explain", "from_official", "look", "normalize", "to_official"]
