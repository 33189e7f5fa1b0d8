from components.draft_steps import (
    addition_label,
    move_reasons,
    step_facts,
    step_label,
    steps_text,
)
from components.new_pipeline import template_text, template_titles
from components.pipeline_templates import pipeline_templates, starter_step
from components.step_form import step_remarks
from components.step_order import Addition, possible_additions
from lineup.client import Client
from lineup.contract.installed_processors import (
    InstalledProcessor,
    InstalledProcessors,
    documented_custom_processor,
    documented_processors,
)
from lineup.contract.pipelines import PipelineStep

STAMP = documented_custom_processor("cp_1", "Stamp")
KNOWN = InstalledProcessors(processors=[*documented_processors(), STAMP])
CONVERT = PipelineStep(type="convert")


def test_every_template_is_a_pipeline_that_the_engine_takes(client: Client) -> None:
    known = client.list_processors()
    templates = pipeline_templates(known)
    own = [each for each in templates if "custom" not in [step.type for step in each.steps]]
    assert [steps_text(each.steps, known) for each in own] == [
        "Convert", "Convert → Extract", "Convert → Segment → Extract", "Fill",
    ]  # fmt: skip
    for template in templates:
        client.create_pipeline(template.steps)


def test_every_step_that_can_be_added_begins_with_settings_that_the_engine_takes(
    client: Client,
) -> None:
    known = client.list_processors()
    tried = {"segment", "extract", "custom"}
    for addition in possible_additions([CONVERT], known):
        if addition.processor.step_type in tried:
            client.create_pipeline([CONVERT, starter_step(addition.processor)])


def test_a_server_that_lacks_a_processor_has_no_template_with_it() -> None:
    some = [each for each in documented_processors() if each.step_type != "segment"]
    titles = [each.title for each in pipeline_templates(InstalledProcessors(processors=some))]
    assert titles == ["Convert", "Convert and extract", "Fill a form"]


def test_a_custom_processor_is_a_template_behind_convert() -> None:
    (*_, last) = pipeline_templates(KNOWN)
    assert last.title == "Convert, then Stamp"
    assert last.steps[1].custom_processor_id == "cp_1"
    assert template_text(last, KNOWN) == "\\(Convert → Stamp\\)"


def test_two_processors_of_one_name_are_two_templates() -> None:
    other = documented_custom_processor("cp_2", "Stamp")
    templates = pipeline_templates(
        KNOWN.model_copy(update={"processors": [*KNOWN.processors, other]})
    )
    *_, first, second = template_titles(templates).values()
    assert (first, second) == ("Convert, then Stamp · cp\\_1", "Convert, then Stamp · cp\\_2")


def test_a_new_step_has_what_its_schema_asks_for() -> None:
    properties = {
        "ink": {"examples": ["blue"]},
        "size": {"type": "string", "enum": ["big", "small"]},
        "sides": {"type": "array", "items": {"type": "string", "enum": ["left"]}},
        "pad": {"type": "string"},
    }
    schema = {"properties": properties, "required": [*properties]}
    processor = STAMP.model_copy(update={"settings_schema": schema})
    assert starter_step(processor).settings == {"ink": "blue", "size": "big", "sides": ["left"]}
    known = InstalledProcessors(processors=[*documented_processors(), processor])
    assert "Stamp" not in pipeline_templates(known)[-1].title


def test_a_step_is_told_by_its_choices_and_whether_it_is_scored(client: Client) -> None:
    known = client.list_processors()
    step = PipelineStep(type="convert", settings={"mode": "accurate"}, eval_rubric_id=3)
    assert step_facts(step, known) == "Accurate · scored"
    assert step_facts(PipelineStep(type="dream"), known) == ""
    iso = PipelineStep(type="custom", custom_processor_id="cp_isoUnitsDate")
    assert step_facts(iso, known) == ""
    ordered = iso.model_copy(update={"settings": {"date_order": "day_first"}})
    assert step_facts(ordered, known) == "Day first"


def test_names_are_told_as_they_are() -> None:
    hostile = documented_custom_processor("cp_1", "*Stamp*\n# now")
    known = InstalledProcessors(processors=[*documented_processors(), hostile])
    stamped = PipelineStep(type="custom", custom_processor_id="cp_1")
    assert step_label([CONVERT, stamped], 1, known) == "1 \\*Stamp\\* \\# now"
    label = addition_label(Addition(hostile, 1), [CONVERT], known)
    assert label == "\\*Stamp\\* \\# now, after 0 Convert"
    assert addition_label(Addition(STAMP, 0), [CONVERT], known) == "Stamp, as the first step"
    assert steps_text([], known) == "no steps"


def test_what_the_list_shows_anyway_is_not_said_again() -> None:
    told = move_reasons("It is the first step.", "B can't be first.", "Needed.")
    assert told == ["Can't be later: B can't be first.", "Can't be removed: Needed."]


def test_what_is_special_about_a_processor_is_said() -> None:
    custom = STAMP.model_copy(
        update={"active_version": 2, "archived": True, "settings_schema": {"a": 1}}
    )
    assert step_remarks(custom) == [
        "Custom processor cp_1, version 2",
        "This processor is archived: choose another before the next publishing.",
    ]
    plain = InstalledProcessor(step_type="a", title="A", description="Does it.")
    assert step_remarks(plain)[0] == "Does it."
    assert "as JSON" in step_remarks(plain)[1]
    assert step_remarks(None) == step_remarks(plain)[1:]
