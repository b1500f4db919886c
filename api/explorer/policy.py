"""What a page may load: nothing from elsewhere, no script of its own text.

Content Security Policy Level 3. `api.carried` gives it to every page, so that none is without.
"""

from typing import Final

POLICY: Final = "Content-Security-Policy"

_RULES: Final = (
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "script-src 'self'",
)


def policy(nonce: str = "") -> str:
    """Return the policy of a page; with a nonce, a library that knows it may write styles."""
    styles = f"style-src 'self' 'nonce-{nonce}'" if nonce else "style-src 'self'"
    return "; ".join((*_RULES, styles))
