"""The devices of a call, by the names that were given or remembered, ready to be recorded."""

from __future__ import annotations

from coach.audio.capture import Capture, Recorded
from coach.audio.devices import Channel, Device, Seat, find
from coach.audio.listing import list_devices
from coach.audio.remembered import remembered
from coach.call import MachineError, Speaker, UsageError


def open_devices(agent: Seat, customer: Seat) -> Capture:
    """The devices of both sides, found by name. Nothing is recorded before `blocks`.

    The same device for both sides is a stereo device: the agent on the left when no channel is
    named. Raises MachineError when one is not there.
    """
    found = list_devices()
    here = {Speaker.AGENT: find(agent, found), Speaker.CUSTOMER: find(customer, found)}
    seats = {Speaker.AGENT: agent, Speaker.CUSTOMER: customer}
    if here[Speaker.AGENT] == here[Speaker.CUSTOMER]:
        return _from_stereo(here[Speaker.AGENT], agent.channel, customer.channel)
    devices = [
        Recorded(device, ((side, _channel(seats[side].channel)),)) for side, device in here.items()
    ]
    name = " and ".join(device.name for device in here.values())
    return Capture(name, devices)


def open_chosen(
    agent: str | None = None, customer: str | None = None, *, stereo: str | None = None
) -> Capture:
    """The devices named, or the remembered ones for those that are not.

    `stereo` is one device for both sides. Raises UsageError when a side is neither named nor
    remembered, MachineError when a device is not there.
    """
    if stereo is not None:
        return open_devices(Seat(stereo), Seat(stereo))
    if agent is not None and customer is not None:
        return open_devices(Seat(agent), Seat(customer))
    chosen = remembered()
    if chosen is None:
        raise UsageError(
            "No sound devices have been chosen yet.",
            "Run coach devices --choose, or name them: --agent-device and --customer-device.",
        )
    return open_devices(
        chosen.agent if agent is None else Seat(agent),
        chosen.customer if customer is None else Seat(customer),
    )


def _from_stereo(device: Device, agent: Channel | None, customer: Channel | None) -> Capture:
    if device.channels < 2:
        raise MachineError(
            f"{device.name} has one channel only: it cannot give both sides.",
            "Choose a device for each side: coach devices --choose",
        )
    if agent is not None and agent is customer:
        raise MachineError(
            f"Both sides are set to the {agent} channel of {device.name}.",
            "Choose a channel for each side: coach devices --choose",
        )
    left_is_agent = agent is not Channel.RIGHT and customer is not Channel.LEFT
    sides = ((Speaker.AGENT, int(not left_is_agent)), (Speaker.CUSTOMER, int(left_is_agent)))
    return Capture(device.name, [Recorded(device, sides)])


def _channel(channel: Channel | None) -> int:
    """The index of a channel; -1 for all of them mixed."""
    return -1 if channel is None else list(Channel).index(channel)
