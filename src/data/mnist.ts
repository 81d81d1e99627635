import { NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import type { Dataset, Examples } from "./dataset.ts";
import type { FileDataset } from "./fileDataset.ts";
import { gunzip, isGzip } from "./gunzip.ts";
import { parseIdx } from "./idx.ts";
import { validateLabels } from "./labels.ts";

const names = {
  trainImages: "train-images-idx3-ubyte.gz",
  trainLabels: "train-labels-idx1-ubyte.gz",
  testImages: "t10k-images-idx3-ubyte.gz",
  testLabels: "t10k-labels-idx1-ubyte.gz",
};

const digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

const garments = [
  "T-shirt/top",
  "Trouser",
  "Pullover",
  "Dress",
  "Coat",
  "Sandal",
  "Shirt",
  "Sneaker",
  "Bag",
  "Ankle boot",
];

/**
 * The 70,000 handwritten digits of LeCun, Cortes and Burges: 28 x 28 gray pixels, 10 classes. What is here says where
 * the files are published; `loadDataset("mnist")` of `chainrule/node` fetches and reads them.
 *
 * @example
 * mnist.files.map(({ name }) => name)[0]; // "train-images-idx3-ubyte.gz"
 */
export const mnist: FileDataset = {
  name: "mnist",
  about: "70,000 handwritten digits, 28 x 28 gray pixels (10,000 of them to judge by)",
  folder: "mnist",
  mirrors: [
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
  ],
  files: [
    { name: names.trainImages, sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609" },
    { name: names.trainLabels, sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c" },
    { name: names.testImages, sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6" },
    { name: names.testLabels, sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6" },
  ],
  fromFiles: (files) => mnistFromFiles(files, { name: "mnist", classes: digits }),
};

/**
 * Zalando's 70,000 pictures of clothes, in the format of MNIST.
 *
 * @example
 * fashionMnist.folder; // "fashion-mnist"
 */
export const fashionMnist: FileDataset = {
  name: "fashionMnist",
  about: "70,000 pictures of clothes, 28 x 28 gray pixels (10,000 of them to judge by)",
  folder: "fashion-mnist",
  mirrors: [
    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
  ],
  files: [
    { name: names.trainImages, sha256: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84" },
    { name: names.trainLabels, sha256: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845" },
    { name: names.testImages, sha256: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073" },
    { name: names.testLabels, sha256: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5" },
  ],
  fromFiles: (files) => mnistFromFiles(files, { name: "fashionMnist", classes: garments }),
};

/**
 * A data set of the MNIST family from the bytes of its four files, gzipped or not. Pixels are divided by 255 and
 * stored as float32: x has shape (60000, 784), row-major over the picture; the other 10,000 are in `test`.
 *
 * @param files bytes by the published file name
 * @throws ChainruleError `data` for a missing or damaged file, a count that differs between pictures and labels,
 *   or a label outside the classes
 *
 * @example
 * const pictures = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255);
 * const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 7);
 * const train = [["train-images-idx3-ubyte.gz", pictures], ["train-labels-idx1-ubyte.gz", labels]] as const;
 * const test = [["t10k-images-idx3-ubyte.gz", pictures], ["t10k-labels-idx1-ubyte.gz", labels]] as const;
 * const { x, y } = await mnistFromFiles(new Map([...train, ...test]));
 * x.tolist(); // [[0, 1]]
 * y.tolist(); // [[7]]
 */
export async function mnistFromFiles(
  files: ReadonlyMap<string, Uint8Array>,
  { name = "mnist", classes = digits } = {},
): Promise<Dataset> {
  const train = await examples(files, names.trainImages, names.trainLabels, classes);
  const test = await examples(files, names.testImages, names.testLabels, classes);
  const width = train.x.shape[1]!;
  if (test.x.shape[1] !== width)
    fail("data", {
      who: names.testImages,
      expected: `pictures of ${width} pixels, as the training part has`,
      got: `${test.x.shape[1]} pixels`,
    });
  const features = Array.from({ length: width }, (_, i) => `pixel${i + 1}`);
  return { name, task: "multiclass", ...train, features, targets: ["class"], classes, test };
}

async function examples(
  files: ReadonlyMap<string, Uint8Array>,
  imagesName: string,
  labelsName: string,
  classes: readonly string[],
): Promise<Examples> {
  const images = await idxOf(files, imagesName, 3, "(pictures, rows, columns)");
  const labels = await idxOf(files, labelsName, 1, "(pictures,)");
  const [m, height, width] = images.shape as [number, number, number];
  if (labels.values.length !== m)
    fail("data", {
      who: labelsName,
      expected: `${m} labels, one a picture of ${imagesName}`,
      got: `${labels.values.length}`,
    });
  validateLabels(labels.values, classes.length, labelsName);
  return {
    x: new NDArray(onUnit(images.values), [m, height * width], "float32"),
    y: new NDArray(Int32Array.from(labels.values), [m, 1], "int32"),
  };
}

/** Bytes as numbers from 0 to 1. Within an asynchronous function, V8 takes three times as long for the loop. */
function onUnit(bytes: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const numbers = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) numbers[i] = bytes[i]! / 255;
  return numbers;
}

async function idxOf(files: ReadonlyMap<string, Uint8Array>, name: string, axes: number, expected: string) {
  const bytes = files.get(name);
  if (!bytes) fail("file", { who: "mnist", expected: `the file ${name}`, got: "none of that name" });
  const array = parseIdx(isGzip(bytes) ? await gunzip(bytes, name) : bytes, name);
  if (array.shape.length !== axes)
    fail("data", { who: name, expected: `shape ${expected}`, got: `shape ${formatShape(array.shape)}` });
  return array;
}
