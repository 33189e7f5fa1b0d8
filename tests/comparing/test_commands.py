"""`lineup compare` and `lineup run` in process: what they print, write, and exit with."""

import argparse
import json
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from lineup.cli import main
from lineup.client import Client
from lineup.client.retries import NO_RETRIES
from lineup.commands.compare import add_compare_parser, compare
from lineup.commands.run import add_run_parser, run
from lineup.commands.server import CommandServer
from lineup.commands.terminal import printable
from lineup.errors import CommandError
from lineup.servers import EMBEDDED
from lineup.workspace.errors import WorkspaceError
from tests.asgi import AsgiTransport
from tests.comparing.conftest import Lab
from tests.comparing.samples import GOLDEN, planted
from tests.engine.conftest import KEY

ALIKE = {"one.html": {"markdown": "Hello there."}}


@pytest.fixture(autouse=True)
def _own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo what the command line leaves in the environment."""
    monkeypatch.setenv("LINEUP_DATA_DIR", str(tmp_path / "none"))


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command")
    add_compare_parser(commands)
    add_run_parser(commands)
    return parser.parse_args(arguments)


def compared(lab: Lab, *arguments: str) -> tuple[int, str]:
    """Compare and return the exit status and what was printed."""
    shown: list[str] = []
    server = CommandServer(lab.client, EMBEDDED)
    status = compare(
        parsed("compare", *arguments), server, lab.workspace, shown.append, lambda _: lab.work()
    )
    return status, "\n".join(shown)


def invoice(lab: Lab) -> str:
    path = lab.folder / "invoice.html"
    path.write_text("<p>invoice</p>")
    return str(path)


def test_versions_are_run_on_files_and_all_outputs_agree(lab: Lab) -> None:
    lab.pipeline(*planted())
    golden, html, csv = (lab.folder / name for name in ("golden.json", "out.html", "out.csv"))
    golden.write_text(json.dumps({"invoice.html": GOLDEN}))
    sides = ["Planted@1", "Planted@2", "--documents", invoice(lab), "--golden", str(golden)]

    status, text = compared(lab, *sides, "--html", str(html), "--csv", str(csv))

    assert status == 0
    assert "Version 2 reads 8 of 9 fields as version 1 does" in text
    assert "50.00 %" in text
    again, told = compared(lab, *sides, "--json", "--zip", str(lab.folder / "out.zip"))
    report = json.loads(told)
    agreement = report["comparisons"][0]["figures"][0]
    assert again == 0
    assert agreement["other"] == 0.8889
    assert "0.8889" in csv.read_text()
    assert "88.89 %" in text
    assert "88.89 %" in html.read_text()
    assert (lab.folder / "out.zip").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--fail-on", "regression"], 1),
        (["--fail-on", "regression", "--tolerance", "0.6"], 0),
        (["--fail-on", "difference"], 1),
        (["--fail-on", "difference", "--tolerance", "0.2"], 0),
    ],
    ids=["a regression", "one that is tolerated", "a difference", "a small one"],
)
def test_a_condition_that_fails_is_status_one(
    lab: Lab, arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    lab.pipeline(*planted())
    golden = lab.folder / "golden.jsonl"
    golden.write_text(json.dumps({"name": "invoice.html", "golden": GOLDEN}) + "\n")
    named = ["Planted@1", "Planted@2", "--documents", invoice(lab), "--golden", str(golden)]

    assert compared(lab, *named, *arguments)[0] == status
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("2 runs · ")
    assert (len(told) > 1) is bool(status)


def test_a_side_that_fails_more_often_is_a_regression(
    lab: Lab, capsys: pytest.CaptureFixture[str]
) -> None:
    lab.pipeline(ALIKE | {"two.html": {"markdown": "Two."}}, ALIKE)
    files = []
    for name in ("one.html", "two.html"):
        (lab.folder / name).write_text(f"<p>{name}</p>")
        files.append(str(lab.folder / name))
    named = ["Planted@1", "Planted@2", "--documents", *files]

    assert compared(lab, *named, "--fail-on", "regression")[0] == 1
    assert "B is worse than A: failures 0 → 1." in capsys.readouterr().err
    assert compared(lab, *named, "--fail-on", "difference")[0] == 1
    assert "no result for 1 documents: two.html" in capsys.readouterr().err


def test_past_executions_and_versions_are_compared_without_running_anything(lab: Lab) -> None:
    pipeline = lab.pipeline(*planted())
    done = lab.comparison(pipeline, [1, 2], lab.document("invoice.html"))
    lab.finish(done)
    cells = lab.workspace.comparisons.cells(done.comparison_id)
    before = lab.client.list_executions(pipeline.pipeline_id).total

    by_version = json.loads(compared(lab, "Planted@1", "Planted@2", "--json")[1])
    by_id = json.loads(compared(lab, *(str(c.execution_id) for c in cells), "--json")[1])

    assert lab.client.list_executions(pipeline.pipeline_id).total == before
    for report in (by_version, by_id):
        assert [one["path"] for one in report["differences"]] == ["currency", "total"]
        assert report["documents"][0]["name"] == "invoice.html"
    mixed = json.loads(compared(lab, str(cells[0].execution_id), "Planted@2", "--json")[1])
    assert len(mixed["differences"]) == 2


def test_a_terminal_is_not_steered_by_what_results_say() -> None:
    assert printable("\x1b[2Jone\r\x07\ntwo \u202e") == "�[2Jone��\ntwo �"


def test_the_draft_is_named_by_zero(lab: Lab) -> None:
    pipeline = lab.pipeline(ALIKE, ALIKE)
    (lab.folder / "one.html").write_text("<p>one</p>")
    status, text = compared(
        lab, f"{pipeline.pipeline_id}@0", "Planted@1", "--documents", str(lab.folder / "one.html")
    )
    assert status == 0
    assert "A  Planted draft " in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["Planted@1", "Planted@9"], "has no version 9"),
        (["Planted", "Planted@1"], "is neither an execution"),
        (["Planted@1", "Planted@2"], "None of these versions was run before"),
        (["Planted@1", "Planted@2", "--documents", "nothing.pdf"], "neither a file nor"),
        (["Planted@1", "Planted@1", "--documents", "https://a.example/x"], "same side twice"),
    ],
)
def test_what_can_t_be_compared_is_a_sentence(
    lab: Lab, arguments: list[str], sentence: str
) -> None:
    lab.pipeline({}, {})
    with pytest.raises((CommandError, WorkspaceError), match=sentence):
        compared(lab, *arguments)


def test_nothing_to_compare_is_a_sentence_with_a_reason(lab: Lab) -> None:
    lab.pipeline({}, {})
    with pytest.raises(CommandError, match="No document has a result on two sides"):
        compared(lab, "Planted@1", "Planted@2", "--documents", invoice(lab))


@pytest.mark.parametrize("text", ["", "[1]", "{not json", '{"other.html": {"a": 1}}'])
def test_golden_values_that_can_t_be_used_are_a_sentence(lab: Lab, text: str) -> None:
    lab.pipeline(*planted())
    golden = lab.folder / "golden.json"
    golden.write_text(text)
    with pytest.raises(CommandError, match="golden values"):
        compared(
            lab, "Planted@1", "Planted@2", "--documents", invoice(lab), "--golden", str(golden)
        )


def test_a_pipeline_is_run_on_files_and_its_results_are_kept(lab: Lab) -> None:
    lab.pipeline(*planted())
    shown: list[str] = []
    server = CommandServer(lab.client, EMBEDDED)
    chosen = parsed(
        "run", "Planted", invoice(lab), "--version", "1", "--version", "2", "--json",
        "--page-range", "0",
    )  # fmt: skip
    assert run(chosen, server, lab.workspace, shown.append, lambda _: lab.work()) == 0

    told = json.loads(shown[0])
    assert [one["pipeline_version"] for one in told] == [1, 2]
    assert {one["input_config"]["page_range"] for one in told} == {"0"}
    kept = lab.workspace.archive.get(EMBEDDED, told[0]["execution_id"])
    assert lab.workspace.archive.results(kept)[0][0]["extraction_schema_json"]["total"] == 1204.5

    other = lab.folder / "unknown.html"
    other.write_text("<p>x</p>")
    chosen = parsed("run", "Planted", str(other))
    assert run(chosen, server, lab.workspace, shown.append, lambda _: lab.work()) == 1
    assert "This document was planted to fail." in shown[1]


def test_a_document_that_is_refused_leaves_the_others(
    lab: Lab, capsys: pytest.CaptureFixture[str]
) -> None:
    lab.pipeline(*planted())
    empty = lab.folder / "empty.html"
    empty.write_text("")
    server = CommandServer(lab.client, EMBEDDED)
    shown: list[str] = []
    named = parsed("run", "Planted", str(empty), invoice(lab), "--version", "1")
    assert run(named, server, lab.workspace, shown.append, lambda _: lab.work()) == 1
    assert "completed" in shown[0]
    assert capsys.readouterr().err.startswith("empty.html was not run. ")

    nothing = parsed("run", "Planted", invoice(lab), "--version", "9")
    assert run(nothing, server, lab.workspace, shown.append, lambda _: lab.work()) == 2
    assert "invoice.html was not run. " in capsys.readouterr().err


def test_a_busy_server_is_waited_for(lab: Lab, transport: AsgiTransport) -> None:
    lab.pipeline(*planted())
    turns: list[float] = []

    class Busy(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/run") and len(turns) < 2:
                return httpx.Response(429, json={"detail": "Too much at once."})
            return transport.handle_request(request)

    def wait(seconds: float) -> None:
        turns.append(seconds)
        lab.work()

    client = Client("http://engine", SecretStr(KEY), transport=Busy(), retries=NO_RETRIES)
    named = parsed("run", "Planted", invoice(lab), "--version", "1")
    shown: list[str] = []
    assert run(named, CommandServer(client, EMBEDDED), lab.workspace, shown.append, wait) == 0
    assert turns[:2] == [5.0, 5.0]


def test_a_command_without_two_sides_ends_with_status_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["compare", "pex_one", "--data-dir", str(tmp_path / "data")])
    assert status == 2
    assert capsys.readouterr().err == "Could not compare. 1 sides were named: compare two to 4.\n"


def test_collections_are_taken_along_as_json_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    document = {"sha256": "0" * 64, "name": "a.html", "tags": ["sent"], "golden": {"total": 1.5}}
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps(document | {"content": "PHA+YTwvcD4="}))
    base = ["collection", "--data-dir"]
    assert main([*base, str(one), "import", "mine", str(file)]) == 0
    assert main([*base, str(one), "export", "mine", str(tmp_path / "out.jsonl")]) == 0
    told = json.loads((tmp_path / "out.jsonl").read_text())
    assert (told["golden"], told["tags"], told["name"]) == ({"total": 1.5}, ["sent"], "a.html")
    assert "content" not in told

    assert main([*base, str(two), "import", "mine", str(tmp_path / "out.jsonl")]) == 1
    assert "'a.html' is not in the workspace" in capsys.readouterr().err
    whole = str(tmp_path / "whole.jsonl")
    assert main([*base, str(one), "export", "mine", whole, "--with-content"]) == 0
    assert main([*base, str(two), "list"]) == 0
    assert main([*base, str(two), "import", "mine", whole]) == 0
    assert main([*base, str(two), "import", "mine", whole]) == 0
    assert main([*base, str(two), "list"]) == 0
    out = capsys.readouterr().out
    assert "There are no collections" in out
    assert "'mine' is version 1 with 1 documents." in out


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{",
        '{"sha256": "short", "name": "a"}',
        '{"sha256": "%s", "name": "a", "content": "?"}' % ("0" * 64),
    ],
)
def test_lines_that_are_no_collection_are_a_sentence(
    tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(line)
    data = str(tmp_path / "data")
    assert main(["collection", "--data-dir", data, "import", "mine", str(file)]) == 1
    assert "holds no JSON lines of a collection" in capsys.readouterr().err
    assert main(["collection", "--data-dir", data, "export", "mine", str(file)]) == 1
    assert main(["collection", "--data-dir", data, "import", "mine", f"{file}x"]) == 1
