"""One function a page: it asks datasets, words the answers, draws components."""
