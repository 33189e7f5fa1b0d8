"""What the SDK's tests run: steps, and the text of their document."""

from datalab_sdk.models import PipelineProcessor

SENTENCES = ("Sphinx of black quartz", "judge my vow")
FAST = [PipelineProcessor(type="convert", settings={"mode": "fast"})]
