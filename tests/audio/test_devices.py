from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.devices import Channel, Device, Seat, find, listed, plays
from coach.audio.remembered import Chosen, remember, remembered
from coach.call import MachineError, UsageError

HEADSET = Device("Jabra Evolve2 40", "ALSA", 1, 48_000)
ARRAY = Device("Built-in array", "ALSA", 2, 44_100)
MONITOR = Device("Monitor of Jabra Evolve2 40", "SoundCard", 2, 48_000, plays=True)
DEVICES = (HEADSET, ARRAY, MONITOR)


@pytest.mark.parametrize(
    ("name", "device"),
    [
        ("Jabra Evolve2 40", HEADSET),
        ("jabra evolve2 40", HEADSET),
        ("array", ARRAY),
        ("Monitor of", MONITOR),
        ("soundcard", MONITOR),
    ],
)
def test_a_device_is_found_by_its_name(name: str, device: Device) -> None:
    """The exact name wins over a part of it; capitals do not matter; the system is a part too."""
    assert find(Seat(name), DEVICES) == device


@pytest.mark.parametrize(
    ("seat", "devices", "sentence", "hint"),
    [
        (Seat("Plantronics"), DEVICES, "There is no sound device 'Plantronics'", "Built-in array"),
        (Seat("Plantronics"), (), "There is no sound device 'Plantronics'", "connect a headset"),
        (Seat("jabra"), DEVICES, "More than one .* Jabra Evolve2 40 .ALSA., Monitor", "more of"),
        (Seat("  "), DEVICES, "needs a name", "Jabra"),
        (Seat("Jabra Evolve2 40", channel=Channel.LEFT), DEVICES, "no left side", "--choose"),
    ],
)
def test_a_device_that_does_not_fit_is_refused(
    seat: Seat, devices: tuple[Device, ...], sentence: str, hint: str
) -> None:
    """A wrong name gets one sentence and what there is, as a lack of the machine."""
    with pytest.raises(MachineError, match=sentence) as refused:
        find(seat, devices)
    assert refused.value.exit_code == 3
    assert hint in refused.value.hint


def test_the_remembered_sound_system_decides_between_equal_names() -> None:
    """One name through two systems is the one that was chosen, else the first."""
    other = Device("Jabra Evolve2 40", "JACK", 1, 48_000)
    assert find(Seat("Jabra Evolve2 40", api="JACK"), (HEADSET, other)) == other
    assert find(Seat("Jabra Evolve2 40", api="gone"), (HEADSET, other)) == HEADSET


def test_windows_shows_each_device_once() -> None:
    """Where WASAPI has a device, the older systems' shortened names are left out."""
    old = Device("Microphone (Jabra Evolve2 40 SE", "MME", 1, 44_100)
    new = Device("Microphone (Jabra Evolve2 40 SE)", "Windows WASAPI", 1, 48_000)
    assert listed([old, new, MONITOR, MONITOR]) == (new, MONITOR)
    assert listed([old]) == (old,)


@pytest.mark.parametrize("name", ["Monitor of Headset", "Stereo Mix (Realtek)", "BlackHole 2ch"])
def test_what_the_machine_plays_is_known_by_its_name(name: str) -> None:
    """Loopback devices of each system are told from microphones."""
    assert plays(name)
    assert not plays("Headset Microphone")


SEATS = st.builds(
    Seat,
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1),
    st.none() | st.sampled_from(Channel),
    st.none() | st.text(st.characters(exclude_categories=("Cs",))),
)


@given(chosen=st.builds(Chosen, SEATS, SEATS))
def test_a_choice_is_remembered(chosen: Chosen, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever a device is called, its name comes back from the settings file as it was."""
    file = tmp_path_factory.getbasetemp() / "devices" / "devices.toml"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coach.audio.remembered.settings_file", lambda: file)
        assert remember(chosen) == file
        assert remembered() == chosen


@pytest.mark.parametrize(
    "text",
    [
        "[agent\n",
        "",
        "agent = 3\n",
        "[agent]\nname = 7\n",
        '[agent]\nname = "a"\nchannel = "middle"\n[customer]\nname = "b"\n',
        '[agent]\nname = "a"\n',
    ],
)
def test_a_damaged_choice_is_told(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A settings file that makes no sense is named, with the way to write it again."""
    file = tmp_path / "devices.toml"
    monkeypatch.setattr("coach.audio.remembered.settings_file", lambda: file)
    assert remembered() is None
    file.write_text(text)
    with pytest.raises(UsageError, match=r"devices\.toml") as refused:
        remembered()
    assert "--choose" in refused.value.hint
