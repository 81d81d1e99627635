/** A particle right behind a placeholder: which one is right depends on what the placeholder holds. */
export interface GluedParticle {
  readonly line: number;
  readonly text: string;
}

/** Those whose form depends on the sound before them, longest first. */
const particles = [
  ...["이라고", "라고", "이라는", "라는", "이란", "란", "이라", "라", "이므로", "이면", "면"],
  ...["으로서", "로서", "으로써", "로써", "으로부터", "로부터", "으로", "로"],
  ...["이다", "다", "이며", "며", "이고", "이나", "나", "이든", "든", "이여", "여", "이야", "이에요", "예요"],
  ...["이었다", "였다", "이었고", "였고", "이었기", "였기", "이었", "였"],
  ...["은", "는", "이", "가", "을", "를", "와", "과", "아", "야"],
];

/** A placeholder's end, quotes and brackets that may close behind it, a particle, and no further syllable. */
const glued = new RegExp(String.raw`\}["'’”)\]»]*(?:${particles.join("|")})(?![가-힣])`, "g");

/** Brackets right behind a Korean word: a particle after them goes with that word. */
const aside = /(?<=[가-힣])\([^()]*\)/g;

/** Every Korean particle in `source` that is glued to the end of a placeholder `${...}`. */
export const gluedParticles = (source: string): GluedParticle[] =>
  source
    .split("\n")
    .flatMap((text, i) =>
      [...text.replace(aside, " ").matchAll(glued)].map((found) => ({ line: i + 1, text: found[0] })),
    );
