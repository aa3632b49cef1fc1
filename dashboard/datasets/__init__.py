"""The questions the screens ask, one function a file of `queries/`, each within a Scope."""
