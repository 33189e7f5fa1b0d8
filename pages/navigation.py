"""The main script: which pages there are, and the one that is shown."""

import streamlit as st

from components.failure import draw_failure, draw_problem
from components.shell import ICON, LOGO, draw_readable_buttons
from lineup.client import ClientError
from lineup.errors import StartError
from lineup.workspace.errors import WorkspaceError

st.set_page_config(page_title="Lineup", page_icon=ICON, layout="wide")
st.logo(LOGO, size="large")
draw_readable_buttons(st.context.theme.type)
page = st.navigation(
    [
        st.Page("run.py", title="Run", icon=":material/play_arrow:", default=True),
        st.Page("executions.py", title="Executions", icon=":material/list:"),
        st.Page("compare.py", title="Compare", icon=":material/compare_arrows:"),
        st.Page("pipelines.py", title="Pipelines", icon=":material/account_tree:"),
        st.Page("execution.py", title="Execution", visibility="hidden"),
    ],
    position="top",
)
try:
    page.run()
except ClientError as error:
    draw_failure(error, retry_key="retry-page")
except (WorkspaceError, StartError) as error:
    draw_problem(str(error))
