import { indented } from "../python/frame.ts";

/**
 * What the program does when it is run: alone, or as one of the processes that `torchrun` starts. Its options are no beginnings of
 * those of `torchrun`, which would take them for its own.
 */
export const mainFunction = (seed: number): string[] => [
  ...["", "", "def state_dict(path, device):"],
  ...indented([
    'if path.endswith(".safetensors"):',
    "    from safetensors.torch import load_file",
    "",
    "    return load_file(path, device=str(device))",
    "return torch.load(path, map_location=device, weights_only=True)",
  ]),
  ...["", "", "def main():"],
  ...indented([
    "parser = argparse.ArgumentParser()",
    'parser.add_argument("data", nargs="?", help="an npz file with X and Y, or a CSV file")',
    'parser.add_argument("--from", dest="state", help="a state dict to go on from, .pt or .safetensors")',
    'parser.add_argument("--out", default="model.pt", help="where the state dict is written")',
    "options = parser.parse_args()",
    "has_gpu = torch.cuda.is_available()",
    'device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if has_gpu else torch.device("cpu")',
    'if "WORLD_SIZE" in os.environ:  # torchrun says so',
    "    if has_gpu:",
    "        torch.cuda.set_device(device)",
    '    dist.init_process_group("nccl" if has_gpu else "gloo")',
    `torch.manual_seed(${seed})`,
    "network = make_network().to(device)",
    "if options.state:",
    "    network.load_state_dict(state_dict(options.state, device))",
    "train(network, *data(options.data))",
    "if not dist.is_initialized() or dist.get_rank() == 0:",
    "    torch.save(network.state_dict(), options.out)",
    "if dist.is_initialized():",
    "    dist.destroy_process_group()",
  ]),
  ...["", "", 'if __name__ == "__main__":', "    main()"],
];
