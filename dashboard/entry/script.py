"""The file Streamlit runs on every click. It is in a folder of its own because Streamlit takes a
folder named `pages` beside its script for pages of the older kind.
"""

from dashboard.app import main

main()
