"""The recognisers that can be had: their names, how big they are, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coach.call import UsageError


class EngineName(StrEnum):
    """The programs that run a Whisper model. The first is the default."""

    FASTER_WHISPER = "faster-whisper"
    OPENAI_WHISPER = "openai-whisper"
    TRANSFORMERS = "transformers"


@dataclass(frozen=True, slots=True)
class Model:
    """A published model. `sizes` are the bytes of its weights for each engine, in their order."""

    name: str
    sizes: tuple[int, int, int]
    repository: str = ""
    """On the hub, in the format of faster-whisper, where it is not Systran's."""

    def size(self, engine: EngineName) -> int:
        return self.sizes[list(EngineName).index(engine)]

    def hub(self, engine: EngineName) -> str:
        """The repository of a model hub with the weights as `engine` reads them."""
        if engine is EngineName.TRANSFORMERS:
            return f"openai/whisper-{self.name}"
        return self.repository or f"Systran/faster-whisper-{self.name}"


MODELS = {
    model.name: model
    for model in (
        Model("tiny.en", (75_537_502, 75_571_315, 151_060_136)),
        Model("tiny", (75_538_270, 75_572_083, 151_061_672)),
        Model("base.en", (145_216_508, 145_261_783, 290_401_888)),
        Model("base", (145_217_532, 145_262_807, 290_403_936)),
        Model("small.en", (483_545_366, 483_615_683, 966_992_008)),
        Model("small", (483_546_902, 483_617_219, 966_995_080)),
        Model("medium", (1_527_906_378, 1_528_008_539, 3_055_544_304)),
        Model("large-v3", (3_087_284_237, 3_087_371_615, 3_087_130_976)),
        Model(
            "large-v3-turbo",
            (1_617_884_929, 1_617_941_637, 1_617_824_864),
            "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
        ),
    )
}


def model_named(name: str) -> Model:
    """The published model of that name. UsageError when there is none."""
    if name not in MODELS:
        raise UsageError(f"There is no model {name!r}.", f"Use one of {', '.join(MODELS)}.")
    return MODELS[name]


def engine_named(name: str) -> EngineName:
    """UsageError when there is no such engine."""
    try:
        return EngineName(name)
    except ValueError:
        known = ", ".join(EngineName)
        raise UsageError(f"There is no engine {name!r}.", f"Use one of {known}.") from None
