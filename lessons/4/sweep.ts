import type { Said } from "../../src/explain/language/sentences.ts";
import { boundaryGrid, boundaryPlot, planar, smallMultiples } from "../../src/index.ts";
import { cells, drawing, type Piece, said, say, shell, step } from "../lesson.ts";
import { flower, fresh } from "./flower.ts";
import { learn, percent, updates } from "./learn.ts";

const sizes = [1, 2, 3, 4, 5, 20, 50];

/** Networks of some sizes that learned from these points: how they judge them, and fresh ones. */
async function judged(hiddens: readonly number[], data: typeof flower) {
  const grid = boundaryGrid(flower.x, { resolution: 60 });
  const rows = [];
  for (const hidden of hiddens) {
    const { model } = await learn(hidden, "tanh", data);
    const predictions = await model.predict(grid.points);
    rows.push({
      hidden,
      seen: (await model.evaluate(data.x, data.y)).accuracy!,
      unseen: (await model.evaluate(fresh.x, fresh.y)).accuracy!,
      svg: boundaryPlot({ grid, predictions, ...data }, { axes: false }),
    });
  }
  return rows;
}

type Judged = Awaited<ReturnType<typeof judged>>;

const accuracies = (rows: Judged): Piece =>
  cells(
    [
      said("hidden units", "은닉 유닛"),
      said("accuracy (%)", "정확도 (%)"),
      said("on fresh points (%)", "새 점에서 (%)"),
    ],
    rows.map(({ hidden, seen, unseen }) => [`${hidden}`, percent(seen), percent(unseen)]),
  );

const captioned = (rows: Judged, read: (words: Said) => string) =>
  rows.map(({ hidden, seen, unseen, svg }) => ({
    svg,
    caption: `${hidden}: ${percent(seen)} % ${read(said("/ fresh", "/ 새 점"))} ${percent(unseen)} %`,
  }));

export const hiddenSizes = step("How many hidden units?", "은닉 유닛은 몇 개가 좋을까?", async () => {
  const rows = await judged(sizes, flower);
  // The standard error of a share p of 400 is sqrt(p (1 - p) / 400).
  const chance = (100 * Math.sqrt((0.9 * 0.1) / 400)).toFixed(1);
  return [
    say(
      `Train ${sizes.length} networks, ${updates.toLocaleString("en")} updates each. Judge each of them twice: on the points it learned from, and on 400 fresh points, drawn with another seed.`,
      `신경망 ${sizes.length}개를 ${updates.toLocaleString("en")}번씩 갱신합니다. 그리고 저마다 두 번 평가합니다. 한 번은 배운 점으로, 한 번은 시드를 바꾸어 새로 뽑은 점 400개로 합니다.`,
    ),
    accuracies(rows),
    drawing(
      "sweep",
      said("The decision boundary for each number of hidden units.", "은닉 유닛 수에 따른 결정 경계."),
      (read) => smallMultiples(captioned(rows, read), { columns: 3, width: 780 }),
    ),
    say(
      `One or two units cannot draw the petals; from 3 on they come out. After that the differences are chance: by 400 points an accuracy near 90 % is known to about ${chance} points, one way or the other.`,
      `유닛 하나둘로는 꽃잎을 그리지 못하고, 셋부터 꽃잎이 드러납니다. 그다음의 차이는 우연이라고 보아야 합니다. 점 400개로는 90 % 근처의 정확도를 위아래로 ${chance} %포인트쯤까지만 알 수 있기 때문입니다.`,
    ),
    shell(
      'npx chainrule sweep planar --layers "{1,2,3,4,5}:tanh,1:sigmoid" --lr 1.2 --epochs 5000 --seed 3 --init "normal(0,0.01)" --out sweep',
    ),
  ];
});

export const overfitting = step("Over-fitting, seen", "눈으로 보는 과적합", async () => {
  const few = planar({ samples: 60, seed: 1 });
  const rows = await judged([3, 5, 20, 50], few);
  return [
    say(
      "To see over-fitting, take points away. With only 60 points to learn from, a large network can learn each of them by heart:",
      "과적합을 보려면 점을 줄이면 됩니다. 배울 점이 60개뿐이면 큰 신경망은 점을 하나하나 외워 버립니다.",
    ),
    accuracies(rows),
    drawing(
      "overfitting",
      said(
        "The decision boundary of networks that learned from 60 points.",
        "점 60개로 배운 신경망의 결정 경계.",
      ),
      (read) => smallMultiples(captioned(rows, read), { columns: 2, width: 560 }),
    ),
    say(
      "Down the table the accuracy on the learned points rises, and the one on fresh points falls. Whoever looks at the first column alone picks the worst network.",
      "표에서 아래로 갈수록 배운 점의 정확도는 오르고 새 점의 정확도는 떨어집니다. 앞의 정확도만 보는 사람은 가장 나쁜 신경망을 고르게 됩니다.",
    ),
  ];
});
