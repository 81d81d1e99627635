import { dense, derive, equations, mlp, sgd } from "../../src/index.ts";
import { lines } from "../derived.ts";
import { line, say, shell, step } from "../lesson.ts";

const derivation = derive(mlp(2, dense(4, "tanh"), dense(1, "sigmoid")), { optimizer: sgd(1.2) });

export const derivationSteps = step("The six equations, derived", "여섯 식 유도하기", () => [
  say(
    "Start at the output. By hand: the derivative of the cost by A2 is -Y / A2 + (1 - Y) / (1 - A2), and that of the sigmoid is A2 (1 - A2). Multiply them, and the denominators cancel: -Y (1 - A2) + (1 - Y) A2 = A2 - Y.",
    "출력에서 시작합니다. 손으로 하면 이렇습니다. 비용을 A2로 미분하면 -Y / A2 + (1 - Y) / (1 - A2)이고, 시그모이드의 도함수는 A2 (1 - A2)입니다. 둘을 곱하면 분모가 약분되어 -Y (1 - A2) + (1 - Y) A2 = A2 - Y만 남습니다.",
  ),
  say(
    "Chainrule derives it from the graph it computes with, a rule a line. It writes the logarithm of a sigmoid so that it cannot overflow, and arrives at the same place.",
    "Chainrule은 실제 계산에 쓰는 그래프에서 한 줄에 규칙 하나씩 써서 유도합니다. 시그모이드의 로그를 넘치지 않는 꼴로 바꾸어 쓰지만 도착하는 곳은 같습니다.",
  ),
  ...["dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1"].flatMap((name) => lines(derivation, name)),
  say("Together, the six equations of backpropagation:", "모으면 역전파의 여섯 식이 됩니다."),
  ...equations(derivation, { convention: "columns" }).map((one) => line(one)),
  shell("npx chainrule derive --layers 4:tanh,1:sigmoid --convention columns"),
]);
