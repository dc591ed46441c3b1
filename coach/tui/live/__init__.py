"""The sidebar: the agent's screen during a call.

`open_live(call)` of `coach.tui.live.app` shows any `LiveCall` of `coach.tui.live.call`.
"""
