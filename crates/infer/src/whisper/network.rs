//! The two graphs at work: a window of sound to states, states and tokens to scores of the next token.
//!
//! What each token left behind is kept between steps, so that a step costs one token. Exports differ in where they keep it, and all of theirs run: one
//! merged graph or two, with or without `cache_position`, with or without the sound's share among the outputs of later steps. Which token is taken is not
//! decided here.

use std::path::Path;
use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, OpRegistry, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use super::error::WhisperError;
use super::folder::{DecoderFiles, Graphs, Sizes};

/// The operators that exports of Whisper are made of, older and newer, quantised and not.
fn operators() -> OpRegistry {
    rten::op_registry!(
        Add,
        And,
        Cast,
        Concat,
        ConstantOfShape,
        Conv,
        ConvInteger,
        DequantizeLinear,
        Div,
        DynamicQuantizeLinear,
        Equal,
        Erf,
        Expand,
        Gather,
        Gelu,
        Gemm,
        Greater,
        GreaterOrEqual,
        Identity,
        If,
        IsNaN,
        LayerNormalization,
        Less,
        LessOrEqual,
        MatMul,
        MatMulInteger,
        Max,
        Min,
        Mul,
        Neg,
        Not,
        Or,
        Pow,
        QuantizeLinear,
        Range,
        ReduceMax,
        ReduceMean,
        ReduceSum,
        Reshape,
        ScatterND,
        Shape,
        Slice,
        Softmax,
        Split,
        Sqrt,
        Squeeze,
        Sub,
        Tile,
        Transpose,
        Trilu,
        Unsqueeze,
        Where
    )
}

fn load(file: &Path) -> Result<Model, WhisperError> {
    ModelOptions::with_ops(operators())
        .prepack_weights(true)
        .load_file(file)
        .map_err(|error| WhisperError::unreadable(file, error))
}

fn port(model: &Model, file: &Path, name: &str) -> Result<NodeId, WhisperError> {
    let lacks = || WhisperError::misfit(file, format!("the graph lacks {name}"));
    model.find_node(name).ok_or_else(lacks)
}

/// Where one layer's memory goes in or comes out: key and value.
type Layer = [NodeId; 2];

fn layers(model: &Model, file: &Path, sizes: &Sizes, side: &str, whose: &str) -> Result<Vec<Layer>, WhisperError> {
    (0..sizes.layers)
        .map(|layer| {
            let of = |what: &str| port(model, file, &format!("{side}.{layer}.{whose}.{what}"));
            Ok([of("key")?, of("value")?])
        })
        .collect()
}

/// What the graph of later steps takes in and gives out.
struct NextPorts {
    tokens: NodeId,
    /// The sound, where it is asked for again.
    states: Option<NodeId>,
    position: Option<NodeId>,
    past: Vec<Layer>,
    past_sound: Vec<Layer>,
    scores: NodeId,
    present: Vec<Layer>,
}

struct FirstPorts {
    tokens: NodeId,
    states: NodeId,
    position: Option<NodeId>,
    scores: NodeId,
    present: Vec<Layer>,
    present_sound: Vec<Layer>,
}

fn first_ports(model: &Model, file: &Path, sizes: &Sizes) -> Result<FirstPorts, WhisperError> {
    Ok(FirstPorts {
        tokens: port(model, file, "input_ids")?,
        states: port(model, file, "encoder_hidden_states")?,
        position: model.find_node("cache_position"),
        scores: port(model, file, "logits")?,
        present: layers(model, file, sizes, "present", "decoder")?,
        present_sound: layers(model, file, sizes, "present", "encoder")?,
    })
}

fn next_ports(model: &Model, file: &Path, sizes: &Sizes) -> Result<NextPorts, WhisperError> {
    Ok(NextPorts {
        tokens: port(model, file, "input_ids")?,
        states: model.find_node("encoder_hidden_states"),
        position: model.find_node("cache_position"),
        past: layers(model, file, sizes, "past_key_values", "decoder")?,
        past_sound: layers(model, file, sizes, "past_key_values", "encoder")?,
        scores: port(model, file, "logits")?,
        present: layers(model, file, sizes, "present", "decoder")?,
    })
}

/// The decoder's graphs.
enum Decoder {
    Merged { model: Box<Model>, branch: NodeId },
    Pair { first: Box<Model>, next: Box<Model> },
}

/// A model's graphs, loaded once; running needs no more than a reference.
pub(crate) struct Network {
    encoder: Model,
    encoder_in: NodeId,
    encoder_out: NodeId,
    decoder: Decoder,
    first: FirstPorts,
    next: NextPorts,
    sizes: Sizes,
    threads: Arc<ThreadPool>,
}

/// What the encoder made of one window: states by width.
pub(crate) struct States(NdTensor<f32, 3>);

impl States {
    #[cfg(test)]
    pub(crate) fn numbers(&self) -> Vec<f32> {
        self.0.to_vec()
    }
}

/// What tokens so far left behind.
pub(crate) struct Memory {
    own: Vec<[Tensor<f32>; 2]>,
    sound: Vec<[Tensor<f32>; 2]>,
    /// Tokens seen.
    pub(crate) length: usize,
}

type Given<'v> = Vec<(NodeId, ValueOrView<'v>)>;

impl Network {
    pub(crate) fn open(graphs: &Graphs, sizes: Sizes, threads: usize) -> Result<Self, WhisperError> {
        let file = graphs.encoder.as_path();
        let encoder = load(file)?;
        let encoder_in = port(&encoder, file, "input_features")?;
        let encoder_out = port(&encoder, file, "last_hidden_state")?;
        let (decoder, first, next, file) = match &graphs.decoder {
            DecoderFiles::Merged(file) => {
                let model = Box::new(load(file)?);
                let (first, next) = (first_ports(&model, file, &sizes)?, next_ports(&model, file, &sizes)?);
                let branch = port(&model, file, "use_cache_branch")?;
                (Decoder::Merged { model, branch }, first, next, file)
            }
            DecoderFiles::Pair(file, next_file) => {
                let (first, next) = (Box::new(load(file)?), Box::new(load(next_file)?));
                let ports = (
                    first_ports(&first, file, &sizes)?,
                    next_ports(&next, next_file, &sizes)?,
                );
                (Decoder::Pair { first, next }, ports.0, ports.1, file)
            }
        };
        let network = Self {
            encoder,
            encoder_in,
            encoder_out,
            decoder,
            first,
            next,
            sizes,
            threads: Arc::new(ThreadPool::with_num_threads(threads.max(1))),
        };
        // What loads may still not run, or be of other sizes than the settings say: better known now than when somebody has spoken.
        let silence = vec![0.0; sizes.bands * sizes.states * 2];
        let misfit = |file: &Path, error: WhisperError| WhisperError::misfit(file, error.why());
        let states = network
            .listen(silence)
            .map_err(|error| misfit(&graphs.encoder, error))?;
        let (mut memory, _) = network.begin(&states, &[0]).map_err(|error| misfit(file, error))?;
        network
            .go_on(&states, &mut memory, 0)
            .map_err(|error| misfit(file, error))?;
        Ok(network)
    }

    fn options(&self) -> RunOptions {
        RunOptions::default().with_thread_pool(Some(Arc::clone(&self.threads)))
    }

    /// States of a window, whose bands come band by band.
    pub(crate) fn listen(&self, bands: Vec<f32>) -> Result<States, WhisperError> {
        let part = "the encoder";
        let shape = [1, self.sizes.bands, self.sizes.states * 2];
        let bands = NdTensor::try_from_data(shape, bands).map_err(|error| WhisperError::failed(part, error))?;
        let given = vec![(self.encoder_in, bands.into())];
        let [states] = self
            .encoder
            .run_n(given, [self.encoder_out], Some(self.options()))
            .map_err(|error| WhisperError::failed(part, error))?;
        let states: NdTensor<f32, 3> = states.try_into().map_err(|error| WhisperError::failed(part, error))?;
        let expected = [1, self.sizes.states, self.sizes.width];
        if states.shape() != expected {
            return Err(WhisperError::failed(
                part,
                format!("it made {:?}, not {expected:?}", states.shape()),
            ));
        }
        if !states.iter().all(|number| number.is_finite()) {
            return Err(WhisperError::failed(part, "its numbers are broken"));
        }
        Ok(States(states))
    }

    /// The first step: takes in the prompt, and gives the scores after each of its tokens.
    pub(crate) fn begin(&self, states: &States, prompt: &[u32]) -> Result<(Memory, Vec<Vec<f32>>), WhisperError> {
        let tokens = tokens(prompt);
        let positions = positions(0, prompt.len());
        let mut given: Given<'_> = vec![
            (self.first.tokens, tokens.view().into()),
            (self.first.states, states.0.view().into()),
        ];
        given.extend(self.first.position.map(|port| (port, positions.view().into())));
        let model = match &self.decoder {
            Decoder::Pair { first, .. } => first,
            Decoder::Merged { model, branch } => {
                // The graph has to be given a past even where the branch taken has none.
                let nothing = || Tensor::<f32>::zeros(&[1, self.sizes.heads, 0, self.sizes.width / self.sizes.heads]);
                for port in self.next.past.iter().chain(&self.next.past_sound).flatten() {
                    given.push((*port, nothing().into()));
                }
                given.push((*branch, flag(false).into()));
                model
            }
        };
        let wanted: Vec<NodeId> = std::iter::once(self.first.scores)
            .chain(self.first.present.iter().flatten().copied())
            .chain(self.first.present_sound.iter().flatten().copied())
            .collect();
        let out = model.run(given, &wanted, Some(self.options()));
        let mut out = out
            .map_err(|error| WhisperError::failed("the decoder", error))?
            .into_iter();
        let scores = self.scores(out.next(), prompt.len())?;
        let memory = Memory {
            own: self.kept(&mut out, prompt.len())?,
            sound: self.kept(&mut out, self.sizes.states)?,
            length: prompt.len(),
        };
        Ok((memory, scores))
    }

    /// A later step: takes in one token, and gives the scores after it.
    pub(crate) fn go_on(&self, states: &States, memory: &mut Memory, token: u32) -> Result<Vec<f32>, WhisperError> {
        let tokens = tokens(&[token]);
        let positions = positions(memory.length, 1);
        let mut given: Given<'_> = vec![(self.next.tokens, tokens.view().into())];
        given.extend(self.next.states.map(|port| (port, states.0.view().into())));
        given.extend(self.next.position.map(|port| (port, positions.view().into())));
        // What is handed over whole can be lengthened where it lies.
        let own = std::mem::take(&mut memory.own);
        for (ports, tensors) in self.next.past.iter().zip(own) {
            for (port, tensor) in ports.iter().zip(tensors) {
                given.push((*port, tensor.into()));
            }
        }
        for (ports, tensors) in self.next.past_sound.iter().zip(&memory.sound) {
            for (port, tensor) in ports.iter().zip(tensors) {
                given.push((*port, tensor.view().into()));
            }
        }
        let model = match &self.decoder {
            Decoder::Pair { next, .. } => next,
            Decoder::Merged { model, branch } => {
                given.push((*branch, flag(true).into()));
                model
            }
        };
        let wanted: Vec<NodeId> = std::iter::once(self.next.scores)
            .chain(self.next.present.iter().flatten().copied())
            .collect();
        let out = model.run(given, &wanted, Some(self.options()));
        let mut out = out
            .map_err(|error| WhisperError::failed("the decoder", error))?
            .into_iter();
        let mut scores = self.scores(out.next(), 1)?;
        memory.own = self.kept(&mut out, memory.length + 1)?;
        memory.length += 1;
        scores
            .pop()
            .ok_or_else(|| WhisperError::failed("the decoder", "it gave no scores"))
    }

    fn scores(&self, value: Option<Value>, rows: usize) -> Result<Vec<Vec<f32>>, WhisperError> {
        let scores = tensor(value)?;
        let expected = [1, rows, self.sizes.vocabulary];
        if scores.shape() != expected.as_slice() {
            let why = format!("its scores are {:?}, not {expected:?}", scores.shape());
            return Err(WhisperError::failed("the decoder", why));
        }
        let numbers = scores.to_vec();
        Ok(numbers.chunks(self.sizes.vocabulary).map(<[f32]>::to_vec).collect())
    }

    fn kept(
        &self,
        out: &mut impl Iterator<Item = Value>,
        length: usize,
    ) -> Result<Vec<[Tensor<f32>; 2]>, WhisperError> {
        let expected = [1, self.sizes.heads, length, self.sizes.width / self.sizes.heads];
        let mut one = || {
            let kept = tensor(out.next())?;
            if kept.shape() == expected.as_slice() {
                return Ok(kept);
            }
            let why = format!("it keeps {:?}, not {expected:?}", kept.shape());
            Err(WhisperError::failed("the decoder", why))
        };
        (0..self.sizes.layers).map(|_| Ok([one()?, one()?])).collect()
    }
}

fn tensor(value: Option<Value>) -> Result<Tensor<f32>, WhisperError> {
    let value = value.ok_or_else(|| WhisperError::failed("the decoder", "an output is missing"))?;
    value
        .try_into()
        .map_err(|error| WhisperError::failed("the decoder", error))
}

fn tokens(tokens: &[u32]) -> NdTensor<i32, 2> {
    // A vocabulary has far fewer tokens than fit; what does not would be refused by the graph as out of range.
    let tokens: Vec<i32> = tokens
        .iter()
        .map(|token| i32::try_from(*token).unwrap_or(i32::MAX))
        .collect();
    NdTensor::from_data([1, tokens.len()], tokens)
}

fn positions(from: usize, count: usize) -> NdTensor<i32, 1> {
    let positions: Vec<i32> = (from..from + count)
        .map(|n| i32::try_from(n).unwrap_or(i32::MAX))
        .collect();
    NdTensor::from_data([count], positions)
}

fn flag(on: bool) -> NdTensor<i32, 1> {
    NdTensor::from_data([1], vec![i32::from(on)])
}
