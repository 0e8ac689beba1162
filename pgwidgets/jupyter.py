"""Import it in a notebook, and code in cells may run the event loop as scripts do.

Then `asyncio.run(main())` and `loop.run_until_complete(main())` work in cells; so they do after
`%load_ext pgwidgets`. Outside notebooks it changes nothing.

Raises
------
EventLoopError
    When nest-asyncio2 is not installed, or its predecessor is at work.

Examples
--------
>>> import pgwidgets.jupyter  # doctest: +SKIP
>>> asyncio.run(main())  # doctest: +SKIP
"""

from __future__ import annotations

from pgwidgets.notebook import nesting
from pgwidgets.notebook.succession import close_all

__all__ = ["close_all"]

nesting.allow()
