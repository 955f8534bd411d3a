"""Which sums of the audit may be shown, so that nobody can work out what one agency said. Pure; infra/decisions/0018.

`deciding` is asked, and asks `spans` who stands in which sum, and `worlds` whether every reader (`reading`) must still allow
for other answers: `moving` says which, `looking_up` finds short ones, `programme` long ones.
"""
