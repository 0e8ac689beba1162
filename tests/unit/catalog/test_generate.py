"""What is generated is up to date, and says what the declarations say."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from types import ModuleType

import pytest

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import Widget, argument, option, state
from pgwidgets.catalog.generate import python, reference, typescript
from pgwidgets.catalog.generate.__main__ import ROOT, outputs, stale, write
from pgwidgets.catalog.generate.docstring import class_docstring, prompted, sentences
from pgwidgets.catalog.generate.listing import literal
from pgwidgets.catalog.methods import Action, Command, Parameter, Query, getter, setter
from pgwidgets.catalog.registry import declarations, offered
from pgwidgets.catalog.types import INTEGER, NUMBER, TEXT, Choice, List, Optional

ROOT_CLASS = Widget(name="Widget", doc="The root.", abstract=True)
GAUGE = Widget(
    name="Gauge",
    base=ROOT_CLASS,
    doc="A needle. It shows a number.",
    example='\ngauge = W.Gauge("Speed")\ngauge.on(\n    "moved", print\n)\n',
    states=(
        argument("title", TEXT, "", "What it shows."),
        option("side", Choice("left", "right"), "left", "Where the title stands."),
        option("marks", List(NUMBER), [1, 2], "Numbers to mark."),
        state("low", NUMBER, 0, "The left end."),
        state("high", Optional(NUMBER), None, "The right end."),
    ),
    methods=(
        setter("set_title", {"text": "title"}, "Set the title."),
        setter("set_range", {"low": "low", "high": "high"}, "Set the ends."),
        getter("get_title", "title", "Return the title."),
        Action(name="swing", doc="Let it swing.", parameters=(Parameter("times", INTEGER, "", 1),)),
        Query(name="measure", doc="Ask for its width.", returns=NUMBER),
        Command(name="forget", doc="Forget.", function=lambda tree, node: None, remote=False),
        Action(name="repair", doc="Repair it.", internal=True),
    ),
    callbacks=(
        Callback(
            name="moved",
            doc="It moved.",
            arguments=(Parameter("low", NUMBER, "The end."), Parameter("more", TEXT)),
            optional=1,
            carries={"low": lambda low, more="": low},
        ),
        Callback(name="seen", doc="The user saw it.", internal=True),
        Callback(name="idle", doc="Nothing happens.", python=True),
    ),
)
NARROW = Widget(
    name="NarrowGauge",
    base=GAUGE,
    doc="A narrow needle.",
    methods=(Action(name="swing", doc="Let it swing once."),),
)


def frozen(value: object) -> object:
    """Write lists as the tuples that stand for them as defaults."""
    return tuple(frozen(item) for item in value) if isinstance(value, list | tuple) else value


def text_of(lines: list[str]) -> str:
    return "\n".join(lines)


def test_generated_files_are_up_to_date() -> None:
    assert stale(outputs(), ROOT) == [], "run `make generate`"


def test_output_is_the_same_every_time() -> None:
    assert outputs() == outputs()


def test_only_what_is_stale_is_written(tmp_path: Path) -> None:
    files = {"docs/reference/A.md": "a\n", "docs/reference/B.md": "b\n"}
    write(files, tmp_path)
    kept = tmp_path / "docs/reference/A.md"
    before = kept.stat().st_mtime_ns
    (tmp_path / "docs/reference/B.md").write_text("changed")
    (tmp_path / "docs/reference/Gone.md").write_text("of a class that is gone")
    assert stale(files, tmp_path) == ["docs/reference/B.md", "docs/reference/Gone.md"]
    write(files, tmp_path)
    assert stale(files, tmp_path) == []
    assert kept.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ("a", '"a"'),
        ('say "a"', "'say \"a\"'"),
        ([], "()"),
        ((1,), "(1,)"),
        ([1, "b"], '(1, "b")'),
        (None, "None"),
        (0.5, "0.5"),
    ],
)
def test_defaults_are_written_as_source(value: object, source: str) -> None:
    assert literal(value) == source


def test_a_changeable_default_is_refused() -> None:
    with pytest.raises(TypeError, match="must not be a dict"):
        literal({})


def test_a_constructor_takes_arguments_by_position_and_options_by_keyword() -> None:
    assert text_of(python.constructor(GAUGE)) == (
        "    def __init__(\n"
        "        self,\n"
        "        session: Session,\n"
        "        /,\n"
        '        title: str = "",\n'
        "        *,\n"
        '        side: Literal["left", "right"] = "left",\n'
        "        marks: Sequence[float] = (1, 2),\n"
        "        **setters: Any,\n"
        "    ) -> None:\n"
        "        super().__init__(session, title=title, side=side, marks=marks, **setters)"
    )


def test_a_setter_of_several_properties_keeps_what_is_left_out() -> None:
    lines = python.method_lines(python.SYNC, GAUGE, GAUGE.all_methods["set_range"])
    assert lines[0] == (
        "    def set_range(self, low: float = KEEP, high: float | None = KEEP) -> None:"
    )
    assert "        low : float, optional" in lines
    assert lines[-1] == '        self._run("set_range", low=low, high=high)'


def test_a_getter_reads_in_both_shells() -> None:
    method = GAUGE.all_methods["get_title"]
    lines = python.method_lines(python.SYNC, GAUGE, method)
    assert lines[0] == "    def get_title(self) -> str:"
    assert lines[-1] == '        return self._read("get_title")'
    assert python.method_lines(python.ASYNC, GAUGE, method) == lines


def test_an_async_method_returns_an_operation() -> None:
    lines = python.method_lines(python.ASYNC, GAUGE, GAUGE.all_methods["swing"])
    assert lines[0] == "    def swing(self, times: int = 1) -> Operation[None]:"
    assert lines[-1] == '        return self._run("swing", times=times)'
    assert any("awaiting it waits" in line for line in lines)


def test_a_question_says_what_it_raises() -> None:
    lines = python.method_lines(python.SYNC, GAUGE, GAUGE.all_methods["measure"])
    assert lines[0] == "    def measure(self, timeout: float | None = None) -> float:"
    assert lines[-1] == '        return self._query("measure", timeout)'
    assert "        AnswerTimeoutError" in lines


def test_what_is_internal_is_not_offered() -> None:
    text = text_of(python.class_lines(python.SYNC, GAUGE))
    assert "repair" not in text
    assert "seen" not in text
    assert "idle()" in text
    page = reference.page(GAUGE)
    assert "repair" not in page
    assert "seen" not in page


def test_a_class_is_documented_with_parameters_callbacks_and_an_example() -> None:
    assert text_of(class_docstring(GAUGE)) == (
        "A needle.\n"
        "\n"
        "It shows a number.\n"
        "\n"
        "Parameters\n"
        "----------\n"
        "session : Session\n"
        "    The session that it belongs to.\n"
        'title : str, default ""\n'
        "    What it shows.\n"
        'side : {"left", "right"}, default "left"\n'
        "    Where the title stands.\n"
        "marks : Sequence[float], default (1, 2)\n"
        "    Numbers to mark.\n"
        "**setters\n"
        "    Any other `name=value` is applied as `set_name(value)`.\n"
        "\n"
        "Callbacks\n"
        "---------\n"
        "moved(low, more=…)\n"
        "    It moved.\n"
        "\n"
        "    - `low` (float): The end.\n"
        "idle()\n"
        "    Nothing happens.\n"
        "\n"
        "Examples\n"
        "--------\n"
        '>>> gauge = W.Gauge("Speed")\n'
        ">>> gauge.on(\n"
        '...     "moved", print\n'
        "... )"
    )


def test_an_empty_line_of_an_example_has_no_trailing_space() -> None:
    assert prompted("if True:\n    a = 1\n\n    b = 2") == [
        ">>> if True:",
        "...     a = 1",
        "...",
        "...     b = 2",
    ]


def test_the_first_sentence_is_the_summary() -> None:
    assert sentences("One, e.g. this. Two. Three.") == ("One, e.g. this.", "Two. Three.")


def test_the_client_learns_what_methods_set_and_callbacks_carry() -> None:
    text = text_of(typescript.entry_lines(GAUGE))
    assert 'args: ["title"],' in text
    assert 'options: ["side", "marks"],' in text
    assert 'set_range: ["low", "high"]' in text
    assert "repair: []" in text
    assert 'callbacks: { moved: ["low"], seen: [] },' in text
    assert "forget" not in text


def test_the_client_shares_what_is_inherited() -> None:
    text = text_of(typescript.entry_lines(NARROW))
    assert "methods: { ...GAUGE.methods }," in text
    assert "reports: GAUGE.reports," in text


def test_an_interface_replaces_what_is_declared_anew() -> None:
    assert text_of(typescript.interface_lines(GAUGE)).startswith(
        "export interface GaugeMethods extends WidgetMethods {\n"
        "  set_title(text: string): void;\n"
        "  set_range(low: number, high: number | null): void;\n"
        "  get_title(): string;\n"
        "  swing(times?: number): void;\n"
        "  measure(): number | Promise<number>;\n"
        "  repair(): void;\n"
        "}"
    )
    assert typescript.interface_lines(NARROW)[:2] == [
        'export interface NarrowGaugeMethods extends Omit<GaugeMethods, "swing"> {',
        "  swing(): void;",
    ]


def test_a_page_names_what_is_inherited() -> None:
    page = reference.page(NARROW)
    assert "Base: [Gauge](Gauge.md)." in page
    assert "- [Gauge](Gauge.md): `set_title`, `set_range`" in page
    assert "callbacks `moved`, `idle`" in page


@pytest.fixture(params=["pgwidgets.sync.Widgets", "pgwidgets.async_.Widgets"])
def widgets_module(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(request.param)


def test_every_declaration_has_a_class_with_its_signature(widgets_module: ModuleType) -> None:
    for name, declaration in declarations().items():
        shell = getattr(widgets_module, name)
        assert shell._kind == name
        assert inspect.getdoc(shell)
        parameters = inspect.signature(shell.__init__).parameters
        kinds = {key: parameter.kind.name for key, parameter in parameters.items()}
        assert kinds == {
            "self": "POSITIONAL_ONLY",
            "session": "POSITIONAL_ONLY",
            **{item.key: "POSITIONAL_OR_KEYWORD" for item in declaration.arguments},
            **{item.key: "KEYWORD_ONLY" for item in declaration.options},
            "setters": "VAR_KEYWORD",
        }
        for item in (*declaration.arguments, *declaration.options):
            assert parameters[item.key].default == frozen(item.default)


def test_every_public_method_is_there_and_documented(widgets_module: ModuleType) -> None:
    for name, declaration in declarations().items():
        shell = getattr(widgets_module, name)
        for method in declaration.all_methods.values():
            if method.internal:
                assert not hasattr(shell, method.name), (name, method.name)
            else:
                assert inspect.getdoc(getattr(shell, method.name)), (name, method.name)


def test_the_namespace_makes_every_widget(widgets_module: ModuleType) -> None:
    made = {key for key in vars(widgets_module.WidgetNamespace) if not key.startswith("_")}
    assert made == set(offered())
    assert set(declarations()) & set(widgets_module.__all__) == made
