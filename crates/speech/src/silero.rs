//! The trained listener: Silero VAD, a small recurrent network, whose weights are part of the program (`data/silero.onnx`, MIT, see
//! `data/silero.LICENSE`). Its windows, context and state are as its makers run it; what follows from its chances is decided elsewhere.

use std::sync::{Arc, OnceLock};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

/// Samples to a chance: 32 ms.
pub(crate) const WINDOW: usize = 512;
/// Samples before a window that it is heard with.
const CONTEXT: usize = 64;
/// Numbers in either half of what is remembered from window to window.
const STATE: usize = 128;

struct Network {
    model: Model,
    inputs: [NodeId; 3],
    outputs: [NodeId; 3],
    threads: Arc<ThreadPool>,
}

/// Loaded once for all recordings: running it needs no more than a reference.
fn network() -> Option<&'static Network> {
    static NETWORK: OnceLock<Option<Network>> = OnceLock::new();
    NETWORK.get_or_init(load).as_ref()
}

fn load() -> Option<Network> {
    let operators = rten::op_registry!(
        Add,
        Cast,
        Concat,
        ConstantOfShape,
        Conv,
        Identity,
        LSTM,
        Pad,
        Pow,
        Relu,
        Reshape,
        Shape,
        Sigmoid,
        Slice,
        Sqrt,
        Squeeze,
        Transpose,
        Unsqueeze
    );
    let model = ModelOptions::with_ops(operators)
        .prepack_weights(true)
        .load_static_slice(include_bytes!("../data/silero.onnx"))
        .ok()?;
    let port = |name: &str| model.node_id(name).ok();
    let inputs = [port("input")?, port("h")?, port("c")?];
    let outputs = [port("speech_probs")?, port("hn")?, port("cn")?];
    Some(Network {
        model,
        inputs,
        outputs,
        threads: Arc::new(ThreadPool::with_num_threads(1)),
    })
}

/// One recording being listened to.
pub(crate) struct Silero {
    network: &'static Network,
    context: [f32; CONTEXT],
    hidden: Vec<f32>,
    cell: Vec<f32>,
    waiting: Vec<f32>,
}

impl Silero {
    /// `None` where the program's own file is damaged.
    pub(crate) fn new() -> Option<Self> {
        Some(Self {
            network: network()?,
            context: [0.0; CONTEXT],
            hidden: vec![0.0; STATE],
            cell: vec![0.0; STATE],
            waiting: Vec::new(),
        })
    }

    pub(crate) fn reset(&mut self) {
        self.context = [0.0; CONTEXT];
        self.hidden.fill(0.0);
        self.cell.fill(0.0);
        self.waiting.clear();
    }

    /// Appends the chance of speech in each window that is now whole; `None` when the network did not run.
    pub(crate) fn push(&mut self, samples: &[i16], to: &mut Vec<f32>) -> Option<()> {
        self.waiting.extend(samples.iter().map(|&s| f32::from(s) / 32_768.0));
        let windows = self.waiting.len() / WINDOW;
        if windows == 0 {
            return Some(());
        }
        let mut heard = Vec::with_capacity(windows * (CONTEXT + WINDOW));
        for window in self.waiting.chunks_exact(WINDOW) {
            heard.extend_from_slice(&self.context);
            heard.extend_from_slice(window);
            self.context.copy_from_slice(&window[WINDOW - CONTEXT..]);
        }
        self.waiting.drain(..windows * WINDOW);
        let input = NdTensor::from_data([windows, CONTEXT + WINDOW], heard);
        let hidden = NdTensor::from_data([1, 1, STATE], std::mem::take(&mut self.hidden));
        let cell = NdTensor::from_data([1, 1, STATE], std::mem::take(&mut self.cell));
        let network = self.network;
        let [at_input, at_hidden, at_cell] = network.inputs;
        let [chances, hidden, cell] = network
            .model
            .run_n(
                vec![
                    (at_input, input.into()),
                    (at_hidden, hidden.into()),
                    (at_cell, cell.into()),
                ],
                network.outputs,
                Some(RunOptions::default().with_thread_pool(Some(Arc::clone(&network.threads)))),
            )
            .ok()?;
        to.extend(numbers(chances)?);
        self.hidden = numbers(hidden).filter(|state| state.len() == STATE)?;
        self.cell = numbers(cell).filter(|state| state.len() == STATE)?;
        Some(())
    }
}

fn numbers(value: Value) -> Option<Vec<f32>> {
    let tensor: rten_tensor::Tensor<f32> = value.try_into().ok()?;
    Some(tensor.to_vec())
}
