"""The processors of a server on the wire, and those that the API's documentation names."""

import pytest

from lineup.contract.installed_processors import (
    InstalledProcessor,
    InstalledProcessors,
    documented_custom_processor,
    documented_processors,
)
from lineup.contract.pipelines import PipelineStep


def test_a_processor_of_a_newer_server_is_read_with_what_is_new_in_it() -> None:
    body = {"step_type": "dream", "title": "Dream", "may_follow": ["start"], "depth": 3}

    (read,) = InstalledProcessors.model_validate({"processors": [body]}).processors

    assert read.may_be_first
    assert read.settings_schema is None
    assert read.model_extra == {"depth": 3}


def test_one_that_follows_others_only_may_not_be_first() -> None:
    assert not InstalledProcessor(
        step_type="segment", title="", may_follow=["convert"]
    ).may_be_first


@pytest.mark.parametrize(
    ("step", "title"),
    [
        (PipelineStep(type="convert"), "Convert"),
        (PipelineStep(type="convert", custom_processor_id="cp_1"), "Convert"),
        (PipelineStep(type="custom", custom_processor_id="cp_1"), "Stamp"),
        (PipelineStep(type="custom", custom_processor_id="cp_2"), None),
        (PipelineStep(type="custom"), None),
        (PipelineStep(type="dream"), None),
    ],
    ids=["by type", "a plain step with an id", "by id", "another id", "no id", "not installed"],
)
def test_the_processor_of_a_step_is_found(step: PipelineStep, title: str | None) -> None:
    stamp = documented_custom_processor("cp_1", "Stamp")
    found = InstalledProcessors(processors=[*documented_processors(), stamp]).find(step)

    assert (found and found.title) == title


def test_the_documented_order_is_known_of_any_server() -> None:
    followers = {each.step_type: each.may_be_followed_by for each in documented_processors()}

    assert followers == {
        "convert": ["segment", "extract", "custom"],
        "segment": ["extract"],
        "extract": [],
        "fill": [],
    }


def test_both_directions_of_the_documented_order_agree() -> None:
    known = [*documented_processors(), documented_custom_processor("cp_1", "Stamp")]

    for one in known:
        followers = [each.step_type for each in known if one.step_type in each.may_follow]
        assert sorted(followers) == sorted(one.may_be_followed_by)
