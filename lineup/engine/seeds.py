"""What a fresh engine begins with: two pipelines to run the first document with."""

from lineup.contract.pipelines import PipelineStep
from lineup.engine.services.pipelines import PipelineService

_SEEDS = (
    ("Convert (fast)", "fast", "Reads the text layer only; the quickest."),
    ("Convert (balanced)", "balanced", "Reads scanned pages by OCR as well."),
)


def seed_pipelines(pipelines: PipelineService) -> None:
    """Create, name and publish the first pipelines, unless there is any pipeline already."""
    existing = pipelines.store.list_pipelines(
        saved_only=False, include_archived=True, limit=1, offset=0
    )
    if existing.total:
        return
    for name, mode, description in _SEEDS:
        step = PipelineStep(type="convert", settings={"mode": mode})
        pipeline = pipelines.create_pipeline([step])
        pipelines.save_pipeline(pipeline.pipeline_id, name)
        pipelines.publish_version(pipeline.pipeline_id, description)
