"""Makes takes whose truth is known: sentences said by espeak-ng, with silences and held sounds put between them at known places.

    python training/speech/make.py FOLDER            the takes that thresholds were chosen on
    python training/speech/make.py FOLDER held-out   other voices, other sentences, other places

writes WAV files (16 kHz, one channel) and FOLDER/truth.tsv, which `cargo run --release -p glidepath-speech --example measure FOLDER` reads.
Needs espeak-ng and numpy. The same script gives the same files: chance is seeded.

What it leaves out: people. Synthesised speech has no breath, no creak, no laughter and no room; real takes are harder.
"""

import subprocess
import sys
import wave
from pathlib import Path

import numpy as np

RATE = 16_000
VOICES = ["en-us", "en-gb", "en-us+f3", "en-gb-scotland+m3"]
SPEEDS = [120, 150, 180, 220]
NOISES = [None, 30, 20, 10]
# No commas: espeak-ng would pause at them, and every pause here is one that was put in.
SENTENCES = [
    "Our payment service failed for about four percent of customers every Friday night",
    "I was the lead of a team of five engineers and I owned the recovery",
    "The hard part was that nobody could reproduce the failure on a quiet system",
    "I wrote a small program that replayed the traffic of one Friday at ten times the speed",
    "Within two days it showed a lock that two services took in opposite order",
    "My manager wanted to add servers and I disagreed because the lock would remain",
    "I asked for one week and promised to report every morning",
    "We removed the lock and the failures fell from four percent to almost nothing",
    "The team kept the program and runs it before every release",
    "Next time I would bring the finance people in on the first day",
]
OTHER_VOICES = ["en-gb-x-rp", "en-us+f4", "en-029", "en-us+m7"]
OTHER_SENTENCES = [
    "A customer called us on Monday because two of his orders had gone to the wrong city",
    "Nobody had checked the addresses since the old system was switched off",
    "I read through three hundred of them over lunch and every ninth one was broken",
    "So I asked the warehouse to stop for an hour while we looked",
    "That was hard because an hour there costs eleven thousand pounds",
    "The director shouted and then he gave me forty minutes",
    "We found a table that had been copied twice and I put the right one back",
    "The share of parcels sent wrong went from nine percent to under one",
    "Since then a check runs each night and it has caught two such copies",
    "I learned to say the price of doing nothing before I ask for anything",
]
# One telling in each language, for syllables to a word and for how nuclei are counted in it. espeak-ng spells Mandarin out where its large
# dictionary is not installed, and its Japanese is not a voice to measure with: both are left out.
TELLINGS = {
    "en": ("en-us", SENTENCES),
    "de": ("de", [
        "Unser Zahlungsdienst fiel jeden Freitag für vier Prozent der Kunden aus",
        "Ich leitete damals fünf Leute und war für die Lösung verantwortlich",
        "Schwierig war dass niemand den Fehler auf einem ruhigen System nachstellen konnte",
        "Ich schrieb ein kleines Programm das den Verkehr eines Freitags zehnmal so schnell abspielte",
        "Nach zwei Tagen zeigte es eine Sperre die zwei Dienste in falscher Reihenfolge nahmen",
        "Mein Chef wollte mehr Rechner kaufen und ich habe ihm widersprochen",
    ]),
    "fr": ("fr", [
        "Notre service de paiement tombait en panne tous les vendredis pour quatre pour cent des clients",
        "Je dirigeais une équipe de cinq personnes et je devais trouver la solution",
        "Le plus dur était que personne ne pouvait reproduire la panne sur un système calme",
        "J'ai écrit un petit programme qui rejouait le trafic d'un vendredi dix fois plus vite",
        "En deux jours il a montré un verrou que deux services prenaient dans le mauvais ordre",
        "Mon chef voulait acheter des serveurs et je n'étais pas d'accord avec lui",
    ]),
    "es": ("es", [
        "Nuestro servicio de pagos fallaba cada viernes para el cuatro por ciento de los clientes",
        "Yo dirigía un equipo de cinco personas y tenía que encontrar la solución",
        "Lo más difícil era que nadie podía repetir el fallo en un sistema tranquilo",
        "Escribí un pequeño programa que repetía el tráfico de un viernes diez veces más rápido",
        "En dos días mostró un bloqueo que dos servicios tomaban en el orden equivocado",
        "Mi jefe quería comprar más servidores y yo no estaba de acuerdo",
    ]),
    "it": ("it", [
        "Il nostro servizio di pagamento si bloccava ogni venerdì per il quattro per cento dei clienti",
        "Guidavo una squadra di cinque persone e dovevo trovare la soluzione",
        "La cosa più difficile era che nessuno riusciva a ripetere l'errore su un sistema tranquillo",
        "Ho scritto un piccolo programma che ripeteva il traffico di un venerdì dieci volte più veloce",
        "In due giorni ha mostrato un blocco che due servizi prendevano nell'ordine sbagliato",
        "Il mio capo voleva comprare altri server e io non ero d'accordo",
    ]),
    "vi": ("vi", [
        "Dịch vụ thanh toán của chúng tôi bị lỗi vào mỗi tối thứ sáu",
        "Tôi dẫn dắt một nhóm năm kỹ sư và chịu trách nhiệm tìm ra nguyên nhân",
        "Phần khó nhất là không ai có thể lặp lại lỗi này trên một hệ thống yên tĩnh",
        "Tôi viết một chương trình nhỏ để phát lại dữ liệu của một ngày thứ sáu",
        "Sau hai ngày nó cho thấy hai dịch vụ khóa nhau theo thứ tự ngược lại",
    ]),
}
VOWELS = set("aeiouyɑɐɒæəɘɵɚɛɜɝɞɨɪɔøœɶʉʊʌɤɯʏ")
SYLLABIC = "\u0329"


def said(text, voice, speed):
    """The sentence as samples without the silence around it, and its syllables."""
    path = Path("/tmp") / f"said-{abs(hash((text, voice, speed)))}.wav"
    subprocess.run(["espeak-ng", "-v", voice, "-s", str(speed), "-w", path, text], check=True)
    with wave.open(str(path)) as file:
        rate = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.float64)
    path.unlink()
    samples = resample(samples, rate)
    # Silence is what stays 50 dB under the peak for 10 ms.
    steps = np.abs(samples[: len(samples) // 160 * 160]).reshape(-1, 160).max(axis=1)
    loud = np.nonzero(steps > np.abs(samples).max() * 0.003)[0]
    samples = samples[loud[0] * 160 : (loud[-1] + 1) * 160]
    ipa = subprocess.run(
        ["espeak-ng", "-q", "-v", voice, "--ipa", "--sep=_", text], check=True, capture_output=True, text=True
    ).stdout
    phonemes = ipa.replace("\n", "_").replace(" ", "_").split("_")
    return samples, sum(any(c in VOWELS or c == SYLLABIC for c in phoneme) for phoneme in phonemes)


def resample(samples, rate):
    if rate == RATE:
        return samples
    spectrum = np.fft.rfft(samples)
    length = round(len(samples) * RATE / rate)
    bins = length // 2 + 1
    spectrum = np.pad(spectrum[:bins], (0, max(0, bins - len(spectrum))))
    return np.fft.irfft(spectrum, length) * length / len(samples)


def held(chance, ms, pitch, loud):
    """A voice on one note: pulses with a little wavering, through the resonances of a neutral vowel, of an m, or of one after the other."""
    length = ms * RATE // 1000
    colours = {"uh": [(600, 90), (1200, 110), (2500, 160)], "m": [(260, 60), (1000, 250), (2200, 250)]}
    kind = ["uh", "m", "uhm"][chance.integers(3)]
    drift = chance.normal(0, 0.15, length // 800 + 2).cumsum()
    bend = np.interp(np.arange(length), np.arange(len(drift)) * 800, drift)
    phase = np.cumsum(pitch * 2 ** (bend / 12) / RATE)
    pulses = np.diff(np.floor(phase), prepend=0.0) * chance.normal(1, 0.05, length)

    def through(colour):
        out = pulses.copy()
        for hertz, width in colours[colour]:
            r = np.exp(-np.pi * width / RATE)
            a1, a2 = 2 * r * np.cos(2 * np.pi * hertz / RATE), -r * r
            y1 = y2 = 0.0
            for i, x in enumerate(out):
                y1, y2 = x + a1 * y1 + a2 * y2, y1
                out[i] = y1
        # The throat's own slope.
        out = np.convolve(out, [0.5, 0.3, 0.2])[:length]
        return out / np.sqrt(np.mean(out**2))

    if kind == "uhm":
        share = np.clip((np.arange(length) / length - 0.5) * length / (0.04 * RATE) + 0.5, 0, 1)
        sound = through("uh") * (1 - share) + 0.6 * through("m") * share
    else:
        sound = through(kind)
    edge = np.minimum(1, np.minimum(np.arange(length), np.arange(length)[::-1]) / (0.03 * RATE))
    return sound * edge * loud


def noise(chance, length):
    """A room: as much power in each octave, from 50 Hz up."""
    spectrum = np.fft.rfft(chance.normal(0, 1, length))
    hertz = np.fft.rfftfreq(length, 1 / RATE)
    room = np.fft.irfft(spectrum / np.sqrt(np.maximum(hertz, 50)), length)
    return room / np.sqrt(np.mean(room**2))


def take(chance, sentences, voice, speed, fillers):
    """Samples, the stretches of speech, of silence and of held sounds, and the syllables."""
    parts, speech, pauses, helds, syllables, at = [], [], [], [], 0, 0

    def put(samples):
        nonlocal at
        parts.append(samples)
        at += len(samples)
        return at - len(samples), at

    put(np.zeros(int(chance.uniform(0.5, 1.5) * RATE)))
    for i, sentence in enumerate(sentences):
        samples, count = said(sentence, voice, speed)
        speech.append(put(samples))
        syllables += count
        if i + 1 == len(sentences):
            break
        if fillers and i % 3 == 1:
            before = put(np.zeros(int(chance.uniform(0.3, 0.5) * RATE)))
            loud = np.sqrt(np.mean(samples**2)) * 0.7
            helds.append(put(held(chance, int(chance.integers(450, 900)), chance.uniform(95, 190), loud)))
            after = put(np.zeros(int(chance.uniform(0.3, 0.5) * RATE)))
            pauses += [before, after]
        else:
            length = chance.choice([0.3, 0.45, 0.7, 1.2, 3.0])
            pauses.append(put(np.zeros(int(length * RATE))))
    put(np.zeros(int(chance.uniform(0.5, 1.5) * RATE)))
    return np.concatenate(parts), speech, pauses, helds, syllables


def write(folder, name, samples, lines, fields):
    samples = np.clip(np.round(samples), -32768, 32767).astype("<i2")
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())

    def stretches(pairs):
        return " ".join(f"{a * 1000 // RATE}-{b * 1000 // RATE}" for a, b in pairs)

    lines.append("\t".join([f"{name}.wav", *fields[:3], str(fields[3]), *map(stretches, fields[4:])]))


def main():
    folder = Path(sys.argv[1])
    held_out = sys.argv[2:] == ["held-out"]
    voices, sentences_en, seed = (OTHER_VOICES, OTHER_SENTENCES, 100) if held_out else (VOICES, SENTENCES, 0)
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["file\tset\tspeed\tnoise\tsyllables\tspeech\tpauses\theld"]
    for v, voice in enumerate(voices):
        for speed in SPEEDS:
            chance = np.random.default_rng([seed + v, speed])
            samples, speech, pauses, helds, syllables = take(chance, sentences_en, voice, speed, True)
            samples *= 3_000 / np.sqrt(np.mean(np.concatenate([samples[a:b] for a, b in speech]) ** 2))
            room = noise(chance, len(samples))
            for db in NOISES:
                noisy = samples + (0 if db is None else room * 3_000 / 10 ** (db / 20))
                name = f"{v}-{speed}-{db or 'clean'}"
                write(folder, name, noisy, lines, ["en", str(speed), str(db or "clean"), syllables, speech, pauses, helds])
    for code, (voice, sentences) in ([] if held_out else TELLINGS.items()):
        chance = np.random.default_rng(7)
        samples, speech, pauses, helds, syllables = take(chance, sentences, voice, 160, False)
        samples *= 3_000 / np.sqrt(np.mean(np.concatenate([samples[a:b] for a, b in speech]) ** 2))
        noisy = samples + noise(chance, len(samples)) * 3_000 / 10 ** (30 / 20)
        write(folder, f"telling-{code}", noisy, lines, [f"telling {code}", "160", "30", syllables, speech, pauses, helds])
        words = sum(len(sentence.split()) for sentence in sentences)
        print(f"{code}: {syllables} syllables, {words} words, {syllables / words:.2f} to a word")
    (folder / "truth.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
