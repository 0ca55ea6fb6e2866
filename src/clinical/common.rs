//! What two texts have in common, in order, after Myers.

/// More changes than this are another text.
const MOST_CHANGES: usize = 1200;

/// The longest run of pairs that are the same in both, after Myers: nothing where the two have
/// too little in common.
pub(super) fn common<T>(was: &[T], is: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    let most = (was.len() + is.len()).min(MOST_CHANGES);
    let mut reach = Reach(vec![0; 2 * most + 3]);
    // What could be reached before each further change.
    let mut trail: Vec<Reach> = Vec::new();
    for count in 0..=most as isize {
        trail.push(reach.within(count + 1));
        for diagonal in (-count..=count).step_by(2) {
            let from = reach.came_from(diagonal, count);
            let right = isize::from(from < diagonal);
            let mut x = reach.at(from) + right;
            let mut y = x - diagonal;
            while pair(was, is, x, y).is_some_and(|(one, other)| same(one, other)) {
                (x, y) = (x + 1, y + 1);
            }
            reach.set(diagonal, x);
            if x as usize >= was.len() && y as usize >= is.len() {
                return traced(&trail, x, y);
            }
        }
    }
    Vec::new()
}

/// How far one gets in the first text on each diagonal; the middle one is number nought.
struct Reach(Vec<isize>);

impl Reach {
    fn place(&self, diagonal: isize) -> Option<usize> {
        usize::try_from(diagonal + (self.0.len() / 2) as isize).ok()
    }

    fn at(&self, diagonal: isize) -> isize {
        let place = self.place(diagonal).and_then(|place| self.0.get(place));
        place.copied().unwrap_or_default()
    }

    fn set(&mut self, diagonal: isize, x: isize) {
        if let Some(place) = self.place(diagonal).and_then(|place| self.0.get_mut(place)) {
            *place = x;
        }
    }

    /// The neighbour from which a diagonal is entered with so many changes.
    fn came_from(&self, diagonal: isize, count: isize) -> isize {
        let down = diagonal == -count
            || (diagonal != count && self.at(diagonal - 1) < self.at(diagonal + 1));
        if down { diagonal + 1 } else { diagonal - 1 }
    }

    /// The diagonals no further out than so many.
    fn within(&self, count: isize) -> Self {
        Self((-count..=count).map(|diagonal| self.at(diagonal)).collect())
    }
}

fn pair<'a, T>(was: &'a [T], is: &'a [T], x: isize, y: isize) -> Option<(&'a T, &'a T)> {
    let one = was.get(usize::try_from(x).ok()?)?;
    let other = is.get(usize::try_from(y).ok()?)?;
    Some((one, other))
}

/// Walks the trail back to the start and gives the pairs passed on the way.
fn traced(trail: &[Reach], mut x: isize, mut y: isize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (count, reach) in trail.iter().enumerate().rev() {
        let from = reach.came_from(x - y, count as isize);
        let (from_x, from_y) = match count {
            0 => (0, 0),
            _ => (reach.at(from), reach.at(from) - from),
        };
        while x > from_x && y > from_y {
            (x, y) = (x - 1, y - 1);
            pairs.push((x as usize, y as usize));
        }
        (x, y) = (from_x, from_y);
    }
    pairs.reverse();
    pairs
}
