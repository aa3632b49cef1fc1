"""My team: who is next, and why. The landing page of a team manager."""
