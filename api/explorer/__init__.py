"""The pages that people read: one module a kind of page, its template and its words beside it."""
