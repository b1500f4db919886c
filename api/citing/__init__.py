"""How the answer at an address of this service is cited."""
