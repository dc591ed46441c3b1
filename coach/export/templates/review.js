"use strict";
(() => {
  const sound = document.getElementById("sound");
  const moments = [...document.querySelectorAll(".moment")];
  const turns = [...document.querySelectorAll(".transcript li")];
  let at = -1;

  const go = (step) => {
    if (!moments.length) return;
    at = Math.min(moments.length - 1, Math.max(0, at + step));
    location.hash = moments[at].id;
    moments[at].focus({ preventScroll: true });
  };
  addEventListener("hashchange", () => {
    const found = moments.findIndex((moment) => "#" + moment.id === location.hash);
    if (found >= 0) at = found;
  });
  addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey) return;
    if (press.key === "n" || press.key === "j") go(1);
    else if (press.key === "p" || press.key === "k") go(-1);
    else if (press.key === " " && sound && !press.target.closest("button, a, audio")) {
      if (sound.paused) sound.play(); else sound.pause();
    } else return;
    press.preventDefault();
  });
  if (!sound) return;
  document.addEventListener("click", (click) => {
    const button = click.target.closest("[data-play]");
    if (!button) return;
    sound.currentTime = Math.max(0, Number(button.dataset.play) - 0.3);
    sound.play();
  });
  sound.addEventListener("timeupdate", () => {
    for (const turn of turns) {
      const now = sound.currentTime;
      turn.classList.toggle("now", now >= Number(turn.dataset.start) && now < Number(turn.dataset.end));
    }
  });
})();
