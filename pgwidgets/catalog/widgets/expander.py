"""Expander."""

from __future__ import annotations

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.colors import COLOR
from pgwidgets.catalog.containers import HOLDER
from pgwidgets.catalog.declaration import Widget, option, state
from pgwidgets.catalog.methods import Command, Parameter, getter, setter
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.types import BOOLEAN, TEXT
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def toggle(tree: Tree, node: Node) -> None:
    """Show what is hidden, or hide it."""
    tree.set_state(node, {"collapsed": not node.state["collapsed"]})


COLLAPSED = Parameter("collapsed", BOOLEAN, "Whether its content is hidden now.")

EXPANDER = Widget(
    name="Expander",
    base=HOLDER,
    doc="One widget under a title, by which the user hides it and shows it again. In a box a "
    "collapsed one takes no more room than its title, whatever its `stretch`.",
    example="""
expander = W.Expander(title="More options")
expander.set_widget(W.CheckBox("Wrap lines"))
expander.set_collapsed(True)
expander.on("toggled", lambda collapsed: print(collapsed))
""",
    states=(
        option("title", TEXT, "", "The text beside the arrow."),
        option(
            "collapsible",
            BOOLEAN,
            True,
            "Whether the user can hide its content and show it. The program always can.",
        ),
        option("shadow", BOOLEAN, False, "Whether it casts a shadow."),
        option("bg_color", COLOR, None, "Ground of the title: a CSS color, None for the theme's."),
        state("collapsed", BOOLEAN, False, "Whether its content is hidden."),
    ),
    methods=(
        setter("set_collapsed", {"collapsed": "collapsed"}, "Hide its content, or show it."),
        getter("get_collapsed", "collapsed", "Return whether its content is hidden."),
        Command(
            name="toggleContent",
            doc="Show its content if it is hidden, else hide it.",
            sets=("collapsed",),
            remote=False,
            function=toggle,
        ),
    ),
    callbacks=(
        Callback(
            name="toggled",
            doc="The user has hidden its content, or shown it.",
            arguments=(COLLAPSED,),
            when=given("collapsible"),
            carries={"collapsed": lambda collapsed: collapsed},
        ),
    ),
)
