/** How the library's messages name an option, and how the command line does. */
const translations: readonly (readonly [RegExp, string])[] = [
  [
    /read the column as text: types \{ "(.+)": "category" \}/,
    'read the column as text: --types "$1=category"',
  ],
  [/say that there is no header/, "say so with --header no"],
  [/smaller learning rate \(([^)]+)\)/, "smaller learning rate (--lr $1)"],
  [/\(clipNorm: 1\)/, "(--clip-norm 1)"],
  [/standardized inputs/, "standardized inputs (--standardize)"],
  [/standardized targets/, "standardized targets (in a table, --standardize)"],
  [/Fit with dtype: "float64" or scale: "standardize"/, "Train with --dtype float64 or --standardize"],
  [/Fit with dtype: "float64"/, "Train with --dtype float64"],
  [/drop rows with missing values/, "drop rows with missing values with --missing drop"],
  [/Fill missing values instead of dropping their rows/, "Fill missing values with --missing fill"],
  [/Ignore the column\b/, "Leave the column out with --ignore"],
  [/Leave the encoding to be detected, or name another\./, "Leave --encoding out, or name another."],
  [/Leave the batch size out/, "Leave --batch out"],
  [/^explain (step|sample):/, "--$1:"],
  [/^report (looks|examples):/, "--$1:"],
  [/got (.+) in its text and (.+) beside it\./, "got $1 in --optimizer and $2 in --lr."],
  [/^layers: (expected a file of weights alone .*) Leave the layers out\./, "--layers: $1 Leave it out."],
  [/^studio port:/, "--port:"],
  [/^gradcheck (tolerance|elements):/, "--$1:"],
];

/** A message of the library in the words of the command line: advice names the flag that follows it. */
export const inFlags = (message: string): string =>
  translations.reduce((text, [words, flag]) => text.replace(words, flag), message);
