"""Any number of ended executions in an empty database, made up by the database itself: a million in less than a minute."""

import json

from sqlalchemy import Engine, text

from lineup.clock import utc_now
from lineup.contract.pipelines import PipelineStep
from lineup.engine.store.pipelines import PipelineStore
from lineup.engine.store.tables import Table

PIPELINES = 19
_STEPS = [{"type": "convert", "settings": {"mode": "balanced"}}, {"type": "extract"}]
_RATES = [{"step_index": n, "label": "convert", "rate_per_1000_cents": 400} for n in range(2)]
_SNAPSHOT = {"steps": _STEPS, "engine": {"name": "lineup", "version": "1", "processors": {}}}
_INPUT = {"filename": "invoice.pdf", "sha256": "0" * 64, "output_format": "markdown,json"}
_NAME = "'invoice-' || CAST(i * 7919 % 1000003 AS VARCHAR) || '.pdf'"
_NOON = "'2026-11-03 12:00:00.000000'"
_ERROR = "The document can not be read: save it again with another program, or give another one."
_EXECUTIONS = f"""
INSERT INTO lineup_executions (
    id, execution_id, pipeline_id, pipeline_version, status, document_name, document_order, created, started_at,
    completed_at, page_count, billed_cents, seconds, error_message, config_snapshot, input_config, rate_breakdown
)
WITH RECURSIVE numbers(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM numbers WHERE i < :count)
SELECT
    i, 'pex_' || CAST(100000000000 + i AS VARCHAR), pipeline_id, i % 3,
    CASE WHEN i % 10 = 0 THEN 'failed' ELSE 'completed' END, {_NAME}, {_NAME}, {_NOON}, {_NOON}, {_NOON},
    i * 31 % 97, i * 37 % 61, (i * 7907 % 100003) / 100.0, CASE WHEN i % 10 = 0 THEN '{_ERROR}' END,
    '{json.dumps(_SNAPSHOT)}', '{json.dumps(_INPUT)}', '{json.dumps({"steps": _RATES})}'
FROM numbers JOIN lineup_pipelines ON lineup_pipelines.id = i % {PIPELINES} + 1
"""
_STEP_ROWS = """
INSERT INTO lineup_execution_steps (execution, step_index, step_type, status, lookup_key, attempt, has_errors)
SELECT id, 0, 'convert', 'completed', 'req_' || CAST(100000000000 + id AS VARCHAR), 1, (id < 0)
FROM lineup_executions ORDER BY id DESC LIMIT 10000
"""
_TEXTS = """
INSERT INTO lineup_execution_texts (id, pipeline_id, text)
SELECT id, pipeline_id, lower(document_name || execution_id || coalesce(error_message, ''))
FROM lineup_executions
"""
_COUNTS = """
UPDATE lineup_pipelines SET execution_count = (
    SELECT count(*) FROM lineup_executions WHERE lineup_executions.pipeline_id = lineup_pipelines.pipeline_id
)
"""


def add_executions(database: Engine, count: int) -> None:
    """Add the pipelines that an empty database lacks, and so many executions, every tenth failed; the newest have a step."""
    pipelines = PipelineStore(database, utc_now)
    present = pipelines.list_pipelines(
        saved_only=False, include_archived=True, limit=200, offset=0
    ).total
    for number in range(present, PIPELINES):
        made = pipelines.add_pipeline([PipelineStep(type="convert")])
        pipelines.mark_saved(made.pipeline_id, f"Pipeline {number}")
    indexes = Table.metadata.tables["lineup_executions"].indexes
    with database.begin() as connection:
        for index in indexes:
            index.drop(connection)
        connection.execute(text(_EXECUTIONS), {"count": count})
        for statement in (_STEP_ROWS, _TEXTS, _COUNTS):
            connection.execute(text(statement))
        for index in indexes:
            index.create(connection)
