import torch
from problem import W1, W2, done, rate, x, y
from torch.nn.functional import binary_cross_entropy_with_logits

torch.set_default_dtype(torch.float64)
x, y = torch.tensor(x), torch.tensor(y)
w1, w2 = torch.tensor(W1, requires_grad=True), torch.tensor(W2, requires_grad=True)
b1, b2 = torch.zeros(4, requires_grad=True), torch.zeros(1, requires_grad=True)
optimizer = torch.optim.SGD([w1, b1, w2, b2], lr=rate)
binary_cross_entropy_with_logits(torch.tanh(x @ w1 + b1) @ w2 + b2, y).backward()
optimizer.step()
done(w1, b1, w2, b2)
