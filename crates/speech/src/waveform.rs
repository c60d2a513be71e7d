//! Peaks for drawing a recording. Drawing is the page's work.

/// The lowest and the highest sample of each column, scaled to -127..=127. There are `columns` of them, or as many as there are samples
/// where those are fewer; none for no samples.
#[must_use]
pub fn waveform(samples: &[i16], columns: usize) -> Vec<(i8, i8)> {
    let columns = columns.min(samples.len());
    (0..columns)
        .map(|column| {
            // Divided so that columns differ by at most one sample and none is left over.
            let from = (column as u128 * samples.len() as u128 / columns as u128) as usize;
            let to = ((column as u128 + 1) * samples.len() as u128 / columns as u128) as usize;
            let part = samples.get(from..to).unwrap_or_default();
            let lowest = part.iter().copied().min().unwrap_or(0);
            let highest = part.iter().copied().max().unwrap_or(0);
            (small(lowest), small(highest))
        })
        .collect()
}

fn small(sample: i16) -> i8 {
    (i32::from(sample) * 127 / 32_767).clamp(-127, 127) as i8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_all_samples() {
        let mut samples = vec![0i16; 10];
        samples[0] = i16::MIN;
        samples[9] = i16::MAX;
        let peaks = waveform(&samples, 3);
        assert_eq!(peaks, [(-127, 0), (0, 0), (0, 127)]);
    }

    #[test]
    fn no_more_columns_than_samples() {
        assert_eq!(waveform(&[5, -5], 100).len(), 2);
        assert!(waveform(&[], 100).is_empty());
        assert!(waveform(&[1, 2, 3], 0).is_empty());
    }
}
