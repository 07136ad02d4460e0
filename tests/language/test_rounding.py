"""Training rounds as export does, and easing changes nothing but what rounding costs."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from kg.language.rounding import (  # noqa: E402
    WEIGHT_STEPS,
    EasedLinear,
    Linear,
    balance,
    round_rows,
    round_window,
    set_rounding,
)


@pytest.fixture(autouse=True)
def _seeded() -> None:
    torch.manual_seed(0)


def outliers() -> torch.Tensor:
    """Inputs with one feature that is twenty times as large as the others."""
    x = torch.randn(2, 9, 32)
    x[:, :, 5] *= 20
    return x


def test_a_row_becomes_whole_numbers_of_its_own_scale() -> None:
    x = torch.randn(4, 50) * torch.tensor([[0.1], [1.0], [10.0], [0.0]])
    rounded = round_rows(x, WEIGHT_STEPS)
    scale = x.abs().amax(1, keepdim=True) / WEIGHT_STEPS
    numbers = (rounded / scale.clamp_min(1e-8)).round()
    assert torch.allclose(rounded, numbers * scale)
    assert numbers.abs().max() == WEIGHT_STEPS
    assert ((rounded - x).abs() <= scale / 2 + 1e-6).all()


def test_weights_are_rounded_as_onnxruntime_rounds_them() -> None:
    onnx = pytest.importorskip("onnx")
    from onnxruntime.quantization.quant_utils import quantize_data

    row = torch.randn(64)
    _, scale, numbers = quantize_data(row.numpy(), onnx.TensorProto.INT8, symmetric=True, reduce_range=True)
    assert torch.allclose(round_rows(row[None], WEIGHT_STEPS)[0], torch.tensor(numbers * scale), atol=1e-6)


def test_windows_are_rounded_each_by_itself_and_keep_zero() -> None:
    x = torch.randn(2, 5, 8)
    x[0] *= 100
    x[1, 0, 0] = 0
    rounded = round_window(x)
    assert rounded[1, 0, 0] == 0
    assert round_window(x[0, :0]).shape == (0, 8)
    assert torch.equal(rounded[1], round_window(x[1:])[0])
    assert len(rounded[1].unique()) <= 256
    assert (rounded[1] - x[1]).abs().max() <= (x[1].max() - x[1].min()) / 255


def test_the_gradient_passes_straight_through() -> None:
    x = torch.randn(3, 4, requires_grad=True)
    round_rows(x, 4).sum().backward()
    assert torch.equal(x.grad, torch.ones_like(x))


def test_layers_round_in_training_only_and_only_when_told() -> None:
    layer, x = Linear(32, 4), outliers()
    plain = layer(x)
    set_rounding(layer, on=True)
    assert not torch.equal(layer.train()(x), plain)
    assert torch.equal(layer.eval()(x), plain)
    set_rounding(layer, on=False)
    assert torch.equal(layer.train()(x), plain)


def test_balance_changes_no_result_and_makes_rounding_cheaper() -> None:
    layer, x = EasedLinear(32, 4), outliers()
    with torch.no_grad():
        layer.weight[:, 5] /= 20
    model = nn.Sequential(layer).eval()
    plain = model(x)
    set_rounding(model, on=True)
    before = (layer.train()(x) - plain).abs().mean()
    balance(model.eval(), lambda: model(x))
    assert layer.ease.min() < 0.2
    assert torch.allclose(model(x), plain, atol=1e-4)
    assert (layer.train()(x) - plain).abs().mean() < before / 2
    again = layer.ease.clone()
    balance(model.eval(), lambda: model(x))
    assert torch.allclose(layer.ease, again)
