"""One function a page. A page asks datasets, words the answers with view models, draws components."""
