"""What can be wrong with a table before, and after, it is protected. Messages name cells, never their values."""


class BadTable(ValueError):
    """The table contradicts itself or is not described fully: it can be neither attacked nor protected."""


class Unprotectable(ValueError):
    """No choice of cells to hide keeps these cells safe, because too much is already known.

    cells: their names, in order.
    """

    def __init__(self, cells: tuple[str, ...]) -> None:
        self.cells = cells
        super().__init__(
            f"Cannot be protected, even with everything else hidden: {', '.join(cells)}. "
            "Merge them with others (areas, categories or periods), or publish less."
        )
