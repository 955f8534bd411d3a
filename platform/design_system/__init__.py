"""The look: GOV.UK components, the form renderer, page furniture and one page that shows them all."""
